using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// Text in a block: <see cref="PlainText"/> or <see cref="Markdown"/>, 1 to 3,000 characters unless the field says less.
/// A <see cref="string"/> becomes plain text, so that nothing in it is read as markup.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object"/>
/// </summary>
[JsonConverter(typeof(TextConverter<TextObject>))]
public abstract record TextObject : IContextElement
{
    private protected TextObject(string type, string text) => (Type, Text) = (type, text ?? "");

    /// <summary><c>plain_text</c> or <c>mrkdwn</c>.</summary>
    public string Type { get; }

    /// <summary>The text, at most 3,000 characters.</summary>
    public string Text { get; init; }

    /// <summary>Plain text; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator TextObject?(string? text) => text is null ? null : new PlainText(text);
}

/// <summary>
/// Text shown as it is typed.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object"/>
/// </summary>
[JsonConverter(typeof(TextConverter<PlainText>))]
public sealed record PlainText : TextObject
{
    /// <summary>Plain text.</summary>
    /// <param name="text">The text, at most 3,000 characters.</param>
    public PlainText(string text) : base("plain_text", text)
    {
    }

    /// <summary>Whether <c>:name:</c> is shown as an emoji.</summary>
    public bool Emoji { get; init; } = true;

    /// <summary>Plain text; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator PlainText?(string? text) => text is null ? null : new PlainText(text);
}

/// <summary>
/// Text in Slack's mrkdwn. Text that a person typed goes in through <see cref="Mrkdwn.Escape"/>.
/// <see href="https://docs.slack.dev/messaging/formatting-message-text"/>
/// </summary>
[JsonConverter(typeof(TextConverter<Markdown>))]
public sealed record Markdown : TextObject
{
    /// <summary>Mrkdwn text.</summary>
    /// <param name="text">The mrkdwn, at most 3,000 characters.</param>
    public Markdown(string text) : base("mrkdwn", text)
    {
    }

    /// <summary>True unless told otherwise: Slack then makes no links or mentions out of plain words such as @everyone.</summary>
    public bool Verbatim { get; init; } = true;
}
