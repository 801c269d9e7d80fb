using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>The everyday acts of the Five Whys, so that a story states only what matters to it.</summary>
internal static class Whys
{
    /// <summary>A postmortem with its problem stated; the channel and the thread of whys.</summary>
    public static async Task<(string Channel, string Thread)> Whying(this BotFixture bot, params string[] members)
    {
        var channel = await bot.NewChannel(members: members);
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem whys")).View!;
        Closed(await maya.Submits(form, new JsonObject { ["answer"] = "Card payments failed for 45 minutes" }));
        await bot.Settles();
        return (channel, (await maya.Sees(channel, "Five Whys of")).Ts);
    }

    /// <summary>Answers the newest open why by its button.</summary>
    public static async Task Answers(this BotFixture bot, string who, string channel, string thread, string text)
    {
        var person = bot.As(who);
        var prompt = (await person.Reads(channel, thread)).Last(message => message.Button("Answer") is not null);
        Closed(await person.Submits((await person.Presses("Answer", prompt, channel)).View!, new JsonObject { ["answer"] = text }));
        await bot.Settles();
    }

    /// <summary>A further answer to the why that a prompt with those words asks.</summary>
    public static async Task Adds(this BotFixture bot, string who, string channel, string thread, string why, string text, string? gate = null)
    {
        var person = bot.As(who);
        var prompt = (await person.Reads(channel, thread)).Last(message => message.Text.Contains(why, StringComparison.Ordinal) && message.Button("Add another cause") is not null);
        var typed = new JsonObject { ["answer"] = text };
        if (gate is not null)
            typed["gate"] = gate;
        Closed(await person.Submits((await person.Presses("Add another cause", prompt, channel)).View!, typed));
        await bot.Settles();
    }

    public static Task<string> CauseId(this BotFixture bot, string text) =>
        bot.Stored<string>($"select cause_id::text from causes where text = '{text.Replace("'", "''", StringComparison.Ordinal)}' order by created_at desc limit 1");

    /// <summary>The list of causes, and in it the form that a line's menu opens.</summary>
    public static async Task<SlackView> FromList(this BotFixture bot, string who, string channel, string act, string cause)
    {
        var id = await bot.CauseId(cause);
        var list = (await bot.As(who).Types(channel, "/postmortem causes")).View!;
        return (await bot.As(who).Chooses("causes.menu", $"{act} {id}", list, id)).View!;
    }

    public static void Closed(Interaction submitted) => Assert.True(submitted.Closed, submitted.ToString());
}
