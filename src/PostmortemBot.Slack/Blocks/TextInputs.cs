using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// A field for text. <see href="https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element"/>
/// </summary>
public sealed record PlainTextInput() : TextFieldElement("plain_text_input")
{
    /// <summary>The text at first.</summary>
    public string? InitialValue { get; init; }

    /// <summary>Whether it takes more than one line.</summary>
    public bool Multiline { get; init; }

    /// <summary>The fewest characters to type, 0 to 3,000.</summary>
    public int? MinLength { get; init; }

    /// <summary>The most characters to type, 1 to 3,000.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>
/// A field for a mail address. <see href="https://docs.slack.dev/reference/block-kit/block-elements/email-input-element"/>
/// </summary>
public sealed record EmailTextInput() : TextFieldElement("email_text_input")
{
    /// <summary>The address at first.</summary>
    public string? InitialValue { get; init; }
}

/// <summary>
/// A field for a web address. <see href="https://docs.slack.dev/reference/block-kit/block-elements/url-input-element"/>
/// </summary>
public sealed record UrlTextInput() : TextFieldElement("url_text_input")
{
    /// <summary>The address at first.</summary>
    public string? InitialValue { get; init; }
}

/// <summary>
/// A field for a number. <see href="https://docs.slack.dev/reference/block-kit/block-elements/number-input-element"/>
/// </summary>
public sealed record NumberInput() : TextFieldElement("number_input")
{
    /// <summary>Whether it takes a fraction; always sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool IsDecimalAllowed { get; init; }

    /// <summary>The number at first.</summary>
    [JsonConverter(typeof(SlackNumberConverter))]
    public decimal? InitialValue { get; init; }

    /// <summary>The smallest number it takes.</summary>
    [JsonConverter(typeof(SlackNumberConverter))]
    public decimal? MinValue { get; init; }

    /// <summary>The largest number it takes.</summary>
    [JsonConverter(typeof(SlackNumberConverter))]
    public decimal? MaxValue { get; init; }
}

/// <summary>
/// A field for text with bold, lists and links. <see href="https://docs.slack.dev/reference/block-kit/block-elements/rich-text-input-element"/>
/// </summary>
public sealed record RichTextInput() : TextFieldElement("rich_text_input")
{
    /// <summary>The text at first.</summary>
    public RichTextBlock? InitialValue { get; init; }

    /// <summary>The height in lines at first, 1 to 100.</summary>
    public int? MinLines { get; init; }

    /// <summary>The height in lines at which it scrolls, 1 to 100; Slack's default is 8.</summary>
    public int? MaxLines { get; init; }
}

/// <summary>
/// A place to drop files, only in modals; the app needs <c>files:read</c>.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"/>
/// </summary>
public sealed record FileInput() : InteractiveElement("file_input"), IInputBlockElement
{
    /// <summary>Extensions it takes, such as <c>png</c>; all when empty.</summary>
    [JsonPropertyName("filetypes")]
    public IReadOnlyList<string> FileTypes { get; init; } = [];

    /// <summary>1 to 10; Slack's default is 10.</summary>
    public int? MaxFiles { get; init; }
}
