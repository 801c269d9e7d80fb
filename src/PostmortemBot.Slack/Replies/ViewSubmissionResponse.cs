using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>The answer to a submitted modal.</summary>
/// <seealso href="https://docs.slack.dev/surfaces/modals#updating_views"/>
public sealed class ViewSubmissionResponse
{
    private byte[]? json;

    private ViewSubmissionResponse(string? action) => ResponseAction = action;

    /// <summary>Closes the submitted view; the one below it shows.</summary>
    public static ViewSubmissionResponse Close { get; } = new(null);

    /// <summary>Closes all views.</summary>
    public static ViewSubmissionResponse Clear { get; } = new("clear");

    /// <summary><c>update</c>, <c>push</c>, <c>clear</c>, <c>errors</c>, or null to close the view.</summary>
    public string? ResponseAction { get; }

    /// <summary>The view that is shown instead or on top.</summary>
    public ModalViewDefinition? View { get; private init; }

    /// <summary>Texts by the id of the input block they stand at.</summary>
    [JsonPropertyName("errors")]
    public IReadOnlyDictionary<string, string>? ErrorTexts { get; private init; }

    /// <summary>Keeps the modal open and shows texts at its input blocks.</summary>
    /// <param name="errors">Plain texts by block id; only ids of input blocks of the submitted view.</param>
    public static ViewSubmissionResponse Errors(IReadOnlyDictionary<string, string> errors)
    {
        if (errors.Count == 0)
            throw new ArgumentException("Name at least one block, or close the view: Slack shows a failure for an empty list.", nameof(errors));
        return new("errors") { ErrorTexts = errors };
    }

    /// <summary>Keeps the modal open and shows a text at one input block.</summary>
    public static ViewSubmissionResponse Error(string blockId, string text) =>
        Errors(new Dictionary<string, string>(StringComparer.Ordinal) { [blockId] = text });

    /// <summary>Shows another view instead.</summary>
    public static ViewSubmissionResponse Update(ModalViewDefinition view) => new("update") { View = view };

    /// <summary>Shows another view on top; three fit.</summary>
    public static ViewSubmissionResponse Push(ModalViewDefinition view) => new("push") { View = view };

    /// <summary>The answer as Slack reads it; empty to close the view, because Slack takes any other body for a failure.</summary>
    internal ReadOnlyMemory<byte> Json => json ??= Write();

    private byte[] Write()
    {
        if (ResponseAction is null) return [];

        if (View is not null) BlockLimits.Check(View);
        return SlackWire.Write(this);
    }
}
