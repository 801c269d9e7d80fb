using System.Collections.Frozen;
using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>
/// What is filled in, by block id and action id. Input blocks hold one element each, so the block id is enough to ask for it.
/// What is empty, missing or of another kind is null, or an empty list; nothing here throws.
/// <see href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
/// </summary>
/// <param name="values">The values by block id, then by action id.</param>
[JsonConverter(typeof(ViewStateConverter))]
public sealed class ViewState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, ElementValue>> values)
{
    /// <summary>A state with nothing in it.</summary>
    public static ViewState Empty { get; } = new(FrozenDictionary<string, IReadOnlyDictionary<string, ElementValue>>.Empty);

    /// <summary>The values by block id, then by action id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, ElementValue>> Values => values;

    /// <summary>The value of one element, or null when there is none or it is of another kind.</summary>
    /// <typeparam name="TValue">The kind of value, such as <see cref="PlainTextInputValue"/>.</typeparam>
    /// <param name="blockId">The block.</param>
    /// <param name="actionId">The element.</param>
    public TValue? GetValue<TValue>(string blockId, string actionId) where TValue : ElementValue =>
        values.TryGetValue(blockId, out var elements) && elements.TryGetValue(actionId, out var value) ? value as TValue : null;

    /// <summary>The text of a text, mail or web address field as it was typed; null when nothing was typed.</summary>
    /// <param name="blockId">The block.</param>
    public string? GetText(string blockId) => Only(blockId) switch
    {
        // No keyboard types U+0000 and no database stores it.
        PlainTextInputValue text => NullIfEmpty(text.Value?.Replace("\0", "", StringComparison.Ordinal)),
        EmailTextInputValue email => NullIfEmpty(email.Value),
        UrlTextInputValue url => NullIfEmpty(url.Value),
        NumberInputValue number => number.Value?.ToString(),
        _ => null,
    };

    /// <summary>The value of the option chosen in a menu or among radio buttons.</summary>
    /// <param name="blockId">The block.</param>
    public string? GetOption(string blockId) => NullIfEmpty(Only(blockId) switch
    {
        StaticSelectValue chosen => chosen.SelectedOption?.Value,
        ExternalSelectValue chosen => chosen.SelectedOption?.Value,
        RadioButtonGroupValue chosen => chosen.SelectedOption?.Value,
        _ => null,
    });

    /// <summary>The values of the options chosen in a menu or ticked among checkboxes.</summary>
    /// <param name="blockId">The block.</param>
    public IReadOnlyList<string> GetOptions(string blockId) => Only(blockId) switch
    {
        StaticMultiSelectValue chosen => ValuesOf(chosen.SelectedOptions),
        ExternalMultiSelectValue chosen => ValuesOf(chosen.SelectedOptions),
        CheckboxGroupValue chosen => ValuesOf(chosen.SelectedOptions),
        _ => [],
    };

    /// <summary>The id of the person chosen.</summary>
    /// <param name="blockId">The block.</param>
    public string? GetUser(string blockId) => NullIfEmpty((Only(blockId) as UserSelectValue)?.SelectedUser);

    /// <summary>The ids of the people chosen.</summary>
    /// <param name="blockId">The block.</param>
    public IReadOnlyList<string> GetUsers(string blockId) => WithoutNulls((Only(blockId) as UserMultiSelectValue)?.SelectedUsers);

    /// <summary>The id of the conversation chosen.</summary>
    /// <param name="blockId">The block.</param>
    public string? GetConversation(string blockId) => NullIfEmpty((Only(blockId) as ConversationSelectValue)?.SelectedConversation);

    /// <summary>The ids of the conversations chosen.</summary>
    /// <param name="blockId">The block.</param>
    public IReadOnlyList<string> GetConversations(string blockId) => WithoutNulls((Only(blockId) as ConversationMultiSelectValue)?.SelectedConversations);

    /// <summary>The id of the public channel chosen.</summary>
    /// <param name="blockId">The block.</param>
    public string? GetChannel(string blockId) => NullIfEmpty((Only(blockId) as ChannelSelectValue)?.SelectedChannel);

    /// <summary>The ids of the public channels chosen.</summary>
    /// <param name="blockId">The block.</param>
    public IReadOnlyList<string> GetChannels(string blockId) => WithoutNulls((Only(blockId) as ChannelMultiSelectValue)?.SelectedChannels);

    /// <summary>The date chosen.</summary>
    /// <param name="blockId">The block.</param>
    public DateOnly? GetDate(string blockId) => (Only(blockId) as DatePickerValue)?.SelectedDate;

    /// <summary>The time of day chosen.</summary>
    /// <param name="blockId">The block.</param>
    public TimeOnly? GetTime(string blockId) => (Only(blockId) as TimePickerValue)?.SelectedTime;

    /// <summary>The moment chosen, in UTC.</summary>
    /// <param name="blockId">The block.</param>
    public DateTimeOffset? GetDateTime(string blockId) => (Only(blockId) as DateTimePickerValue)?.SelectedDateTime;

    /// <summary>The number typed.</summary>
    /// <param name="blockId">The block.</param>
    public decimal? GetNumber(string blockId) => (Only(blockId) as NumberInputValue)?.Value;

    /// <summary>The formatted text typed.</summary>
    /// <param name="blockId">The block.</param>
    public RichTextBlock? GetRichText(string blockId) => (Only(blockId) as RichTextInputValue)?.RichTextValue;

    private ElementValue? Only(string blockId)
    {
        if (!values.TryGetValue(blockId, out var elements)) return null;

        foreach (var value in elements.Values) return value;
        return null;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string[] ValuesOf(IReadOnlyList<Option> options) =>
        [.. options.Where(static option => !string.IsNullOrEmpty(option?.Value)).Select(static option => option.Value)];

    private static IReadOnlyList<string> WithoutNulls(IReadOnlyList<string>? ids) =>
        ids is null ? [] : [.. ids.Where(static id => !string.IsNullOrEmpty(id))];
}
