using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>Several people at the problems of one postmortem at the same moment.</summary>
public sealed class ProblemsAtOnceStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Two_who_state_another_problem_at_once_both_have_it_asked_about()
    {
        var (channel, thread) = await bot.Whying();
        var forms = new List<SlackView>();
        foreach (var who in new[] { "yuki", "devon" })
            forms.Add((await bot.As(who).Presses("What else happened?", (await bot.As(who).Types(channel, "/postmortem causes")).View!)).View!);

        var answers = await Task.WhenAll(
            bot.As("yuki").Submits(forms[0], new JsonObject { ["answer"] = "Refunds were paid twice" }),
            bot.As("devon").Submits(forms[1], new JsonObject { ["answer"] = "Nobody was paged" }));
        await bot.Settles();

        Assert.All(answers, Whys.Closed);
        Assert.Equal(2, await bot.Stored<long>($"select count(distinct text) from causes where is_top and removed_at is null and text in ('Refunds were paid twice', 'Nobody was paged') and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')"));
        foreach (var problem in new[] { "Refunds were paid twice", "Nobody was paged" })
            Assert.Single(await bot.As("maya").Reads(channel, thread), message => message.Text.Contains(problem, StringComparison.Ordinal) && message.Button("Answer") is not null);
    }

    [Fact]
    public async Task An_answer_to_a_problem_that_is_merged_meanwhile_is_not_lost()
    {
        var (channel, thread) = await bot.Whying();
        var stating = (await bot.As("yuki").Presses("What else happened?", (await bot.As("yuki").Types(channel, "/postmortem causes")).View!)).View!;
        Whys.Closed(await bot.As("yuki").Submits(stating, new JsonObject { ["answer"] = "Cards were declined" }));
        await bot.Settles();
        var asked = (await bot.As("devon").Reads(channel, thread)).Last(message => message.Text.Contains("Cards were declined", StringComparison.Ordinal) && message.Button("Answer") is not null);
        var answering = (await bot.As("devon").Presses("Answer", asked, channel)).View!;
        var first = await bot.Stored<string>($"select cause_id::text from causes where is_top and text like 'Card payments%' and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");
        var second = await bot.CauseId("Cards were declined");
        Whys.Closed(await bot.As("maya").Submits(await bot.FromList("maya", channel, "merge", "Cards were declined"), new JsonObject { ["same"] = new JsonArray(first, second) }));
        await bot.Settles();
        var left = await bot.Stored<string>($"select cause_id::text from causes where is_top and removed_at is null and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");

        var answer = await bot.As("devon").Submits(answering, new JsonObject { ["answer"] = "The issuer's gate was shut" });
        await bot.Settles();

        if (answer.Closed)
        {
            Assert.Equal(left, await bot.Stored<string>("select coalesce((select l.effect_id::text from cause_links l join causes c on c.cause_id = l.cause_id where c.text = 'The issuer''s gate was shut' and c.removed_at is null), 'nowhere')"));
            return;
        }

        var view = answer.View ?? (await bot.As("devon").OpenModals())[^1];
        Assert.Contains("still here", $"{string.Join(' ', answer.Errors.Values)} {view.Text}", StringComparison.Ordinal);
        Assert.Contains("Card payments", $"{string.Join(' ', answer.Errors.Values)} {view.Text}", StringComparison.Ordinal);
    }
}
