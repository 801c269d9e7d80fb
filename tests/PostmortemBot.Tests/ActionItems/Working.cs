using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>The everyday acts around items, so that a story states only what matters to it.</summary>
internal static class Working
{
    public const string Maya = "U0MAYA00001";
    public const string Devon = "U0DEVON0001";
    public const string Lars = "U0LARS00001";
    public const string Priya = "U0PRIYA0001";

    /// <summary>Maya adds an item in the channel.</summary>
    public static async Task<string> HasItem(this BotFixture bot, string channel, string title, params (string Block, JsonNode? Value)[] values)
    {
        var maya = bot.As("maya");
        var submitted = await maya.Submits((await maya.Types(channel, $"/postmortem action {title}")).View!, Fields(values));
        Assert.True(submitted.Closed, submitted.ToString());
        await bot.Settles();
        return await bot.Stored<string>($"select action_item_id::text from action_items where title = '{title}' order by created_at desc limit 1");
    }

    public static JsonObject Fields(params (string Block, JsonNode? Value)[] values) => new(values.Select(value => KeyValuePair.Create(value.Block, value.Value)));

    /// <summary>The view of one item, opened from its message.</summary>
    public static async Task<SlackView> Opens(this BotFixture bot, string person, string channel, string thread, string title)
    {
        var user = bot.As(person);
        return (await user.Presses("More…", await user.Sees(channel, title, thread), channel)).View!;
    }

    public static async Task<SlackView> Shown(this BotFixture bot, string person) => (await bot.As(person).OpenModals())[^1];

    public static async Task<SlackMessage> AskedAbout(this BotFixture bot, string person, string title) =>
        (await bot.As(person).ReadsDirectMessages()).Last(message => message.Text.Contains(title, StringComparison.Ordinal));

    /// <summary>Presses what the direct message offers.</summary>
    public static async Task<Interaction> AnswersIn(this BotFixture bot, string person, string button, string title)
    {
        var user = bot.As(person);
        var pressed = await user.Presses(button, await bot.AskedAbout(person, title), await user.OpensDirectMessage());
        await bot.Settles();
        return pressed;
    }

    public static string Day(this BotFixture bot, int fromToday) => DateOnly.FromDateTime(bot.Clock.GetUtcNow().UtcDateTime).AddDays(fromToday).ToString("yyyy-MM-dd");

    /// <summary>The same day as people read it.</summary>
    public static string DayInWords(this BotFixture bot, int fromToday) => DateOnly.FromDateTime(bot.Clock.GetUtcNow().UtcDateTime).AddDays(fromToday).ToString("d MMM yyyy");

    public static Task<string> Of(this BotFixture bot, string id, string column) => bot.Stored<string>($"select coalesce({column}::text, 'null') from action_items where action_item_id = '{id}'");
}
