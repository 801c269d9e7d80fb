using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>Several answers to one why: how they go together, and which say the same.</summary>
public sealed class GateStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_second_answer_makes_the_bot_ask_in_plain_words_how_they_go_together()
    {
        var (channel, thread) = await bot.Whying();
        var maya = bot.As("maya");
        await Both(channel, thread, "No canary here", "No review here");

        var question = await maya.Sees(channel, "Did it take both, or would either have been enough?", thread);
        await maya.Presses("Either would have been enough", question, channel);
        await bot.Settles();

        await maya.Sees(channel, "Either would have been enough.", thread);
        await maya.Sees(channel, "*Because* (either would have been enough)", thread);
        Assert.Equal(2, await bot.Stored<long>("select count(*) from cause_links l join causes c on c.cause_id = l.cause_id where c.text in ('No canary here', 'No review here') and l.gate = 'or'"));
    }

    [Fact]
    public async Task Three_answers_are_asked_again_and_offer_at_least_two_of_them()
    {
        var (channel, thread) = await bot.Whying();
        var maya = bot.As("maya");
        await Both(channel, thread, "Node one failed", "Node two failed");
        await maya.Presses("It took both", await maya.Sees(channel, "Did it take both", thread), channel);
        await bot.Settles();
        await bot.Adds("lars", channel, thread, "Why 1", "Node three failed", gate: "and");
        Assert.Null((await maya.Sees(channel, "It took all of them.", thread)).Button("It took all of them"));

        await maya.Presses("At least 2 of them together", await maya.Sees(channel, "It took all of them.", thread), channel);
        await bot.Settles();

        await maya.Sees(channel, "*Because* (it took at least 2 of the 3)", thread);
        Assert.Equal(2, await bot.Stored<int>($"select at_least from causes where is_top and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')"));
    }

    [Fact]
    public async Task Once_the_gate_is_said_with_the_answer_nobody_is_asked()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "First with gate");
        await bot.Adds("yuki", channel, thread, "Why 1", "Second with gate", gate: "or");

        Assert.DoesNotContain(await bot.As("maya").Reads(channel, thread), message => message.Text.Contains("Did it take both", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_button_for_more_answers_than_there_are_is_refused()
    {
        var (channel, thread) = await bot.Whying();
        await Both(channel, thread, "Kept of three", "Out of three", "Third of three");
        var maya = bot.As("maya");
        var asked = await maya.Sees(channel, "At least 2 of them together", thread);
        await bot.Stores("update causes set removed_at = now() where text = 'Out of three'");

        await maya.Presses("At least 2 of them together", asked, channel);
        await bot.Settles();

        await maya.Sees(channel, "There are fewer answers than that by now", thread);
    }

    [Fact]
    public async Task Answers_that_say_the_same_become_one_and_both_wordings_are_kept()
    {
        var (channel, thread) = await bot.Whying();
        var maya = bot.As("maya");
        await Both(channel, thread, "The limit was global", "One limit for all regions");

        var form = (await maya.Presses("They say the same", await maya.Sees(channel, "Did it take both", thread), channel)).View!;
        Whys.Closed(await maya.Submits(form, new JsonObject { ["answer"] = "One global limit for all regions" }));
        await bot.Settles();

        await maya.Sees(channel, "says the same as “One global limit for all regions”", thread);
        await maya.Sees(channel, "Fewer than two answers are left", thread);
        Assert.Contains("also said: “One limit for all regions”", (await maya.Types(channel, "/postmortem causes")).View!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cause_and_its_own_cause_do_not_say_the_same()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Upper of the two");
        await bot.Answers("devon", channel, thread, "Lower of the two");
        var form = await bot.FromList("maya", channel, "merge", "Upper of the two");

        var refused = await bot.As("maya").Submits(form, new JsonObject { ["same"] = new JsonArray(await bot.CauseId("Upper of the two"), await bot.CauseId("Lower of the two")) });

        Assert.Contains("made another of them possible", refused.Errors["same"], StringComparison.Ordinal);
        var one = await bot.As("maya").Submits(form, new JsonObject { ["same"] = new JsonArray(await bot.CauseId("Upper of the two")) });
        Assert.Contains("at least two", one.Errors["same"], StringComparison.Ordinal);
    }

    /// <summary>People who have the form of the same prompt open, so that none is asked how theirs goes with the others.</summary>
    private async Task Both(string channel, string thread, params string[] answers)
    {
        string[] people = ["devon", "yuki", "lars"];
        var prompt = await bot.As("maya").Sees(channel, "Why 1", thread);
        var forms = new List<SlackView>();
        foreach (var person in people.Take(answers.Length))
            forms.Add((await bot.As(person).Presses("Answer", prompt, channel)).View!);
        Whys.Closed(await bot.As(people[0]).Submits(forms[0], new JsonObject { ["answer"] = answers[0] }));
        foreach (var number in Enumerable.Range(1, answers.Length - 1))
            Assert.Equal("Both answers are kept", (await bot.As(people[number]).Submits(forms[number], new JsonObject { ["answer"] = answers[number] })).View!.Title);
        await bot.Settles();
    }
}
