using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>
/// A view to show: at most 100 blocks and 250 KB. <see href="https://docs.slack.dev/reference/views"/>
/// </summary>
[JsonConverter(typeof(ViewDefinitionConverter))]
public abstract record ViewDefinition
{
    private protected ViewDefinition(string type) => Type = type;

    /// <summary><c>modal</c> or <c>home</c>.</summary>
    public string Type { get; }

    /// <summary>1 to 100 blocks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<Block> Blocks { get; init; } = [];

    /// <summary>Comes back with every action and submission and is not shown; at most 3,000 characters.</summary>
    public string? PrivateMetadata { get; init; }

    /// <summary>Finds the handler of the submission; at most 255 characters.</summary>
    public string? CallbackId { get; init; }

    /// <summary>Our own id for the view, unique in the workspace; at most 255 characters.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>
/// A dialog; at most three lie on one another. <see href="https://docs.slack.dev/reference/views/modal-views"/>
/// </summary>
public sealed record ModalViewDefinition() : ViewDefinition("modal")
{
    /// <summary>1 to 24 characters.</summary>
    public required PlainText Title { get; init; }

    /// <summary>The button that submits, at most 24 characters; needed when there is an input block.</summary>
    public PlainText? Submit { get; init; }

    /// <summary>The button that closes, at most 24 characters.</summary>
    public PlainText? Close { get; init; }

    /// <summary>Whether closing this view closes the ones below it too.</summary>
    public bool ClearOnClose { get; init; }

    /// <summary>Whether closing it without submitting is reported as view_closed.</summary>
    public bool NotifyOnClose { get; init; }
}

/// <summary>
/// The app's Home tab for one person. <see href="https://docs.slack.dev/reference/views/home-tab-views"/>
/// </summary>
public sealed record HomeViewDefinition() : ViewDefinition("home");

internal sealed class ViewDefinitionConverter() : TypedJsonConverter<ViewDefinition>(
    new Dictionary<string, Type>(StringComparer.Ordinal) { ["modal"] = typeof(ModalViewDefinition), ["home"] = typeof(HomeViewDefinition) }
        .ToFrozenDictionary(StringComparer.Ordinal),
    static json => throw new JsonException($"No view is of type '{json.StringField("type")}'"));
