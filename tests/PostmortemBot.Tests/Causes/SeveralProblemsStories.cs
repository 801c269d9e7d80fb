using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>One incident that leaves more than one thing to be explained.</summary>
public sealed class SeveralProblemsStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Another_problem_gets_whys_of_its_own_in_the_same_thread()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Retries had no limit");
        var list = await States("yuki", channel, "Customers were charged twice");

        Assert.Contains("*Problem 1:* Card payments failed for 45 minutes", list.Text, StringComparison.Ordinal);
        Assert.Contains("*Problem 2:* Customers were charged twice", list.Text, StringComparison.Ordinal);
        Assert.Contains("2 problems, 1 cause", (await bot.As("maya").Sees(channel, "Five Whys of")).Text, StringComparison.Ordinal);

        var asked = await bot.As("lars").Sees(channel, "Customers were charged twice", thread);
        Assert.Contains("Why 1", asked.Text, StringComparison.Ordinal);
        Whys.Closed(await bot.As("lars").Submits((await bot.As("lars").Presses("Answer", asked, channel)).View!, new JsonObject { ["answer"] = "Retries had no key" }));
        await bot.Settles();
        await bot.As("lars").Sees(channel, "Retries had no key", thread);
        Assert.Equal(1, await bot.Stored<long>("select count(*) from cause_links l join causes e on e.cause_id = l.effect_id join causes c on c.cause_id = l.cause_id where e.text = 'Customers were charged twice' and e.is_top and c.text = 'Retries had no key'"));
    }

    [Fact]
    public async Task Going_on_asks_which_problem_where_several_have_open_whys()
    {
        var (channel, _) = await bot.Whying();
        await States("yuki", channel, "Refunds were late");
        var maya = bot.As("maya");

        var which = (await maya.Types(channel, "/postmortem whys")).View!;
        Assert.Equal("Which problem?", which.Title);
        Assert.Contains("*Problem 1:* Card payments failed for 45 minutes", which.Text, StringComparison.Ordinal);
        var second = await bot.CauseId("Refunds were late");
        var form = (await maya.Chooses("whys.answer", second, which, second)).View!;
        Assert.Contains("Refunds were late", form.Text, StringComparison.Ordinal);
        Whys.Closed(await maya.Submits(form, new JsonObject { ["answer"] = "Refunds wait for a batch" }));
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from cause_links where effect_id = '{second}' and cause_id = '{await bot.CauseId("Refunds wait for a batch")}'"));
    }

    [Fact]
    public async Task Every_view_asks_which_problem_and_a_shared_cause_is_in_both()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Nobody watches the queue");
        await bot.Adds("devon", channel, thread, "Why 1", "The queue was full", gate: "or");
        await States("yuki", channel, "Mails were sent twice");
        var second = await bot.CauseId("Mails were sent twice");
        var lars = bot.As("lars");
        Whys.Closed(await lars.Submits((await lars.Presses("Answer", await lars.Sees(channel, "Mails were sent twice", thread), channel)).View!, new JsonObject { ["answer"] = "Mails carry no key" }));
        await bot.Settles();
        var more = (await lars.Presses("Add another cause", await lars.Sees(channel, "Mails were sent twice", thread), channel)).View!;
        Whys.Closed(await lars.Submits(more, new JsonObject { ["existing"] = await bot.CauseId("Nobody watches the queue"), ["gate"] = "and" }));
        await bot.Settles();
        await bot.Stores($"update causes set service = 'queue', category = 'Process' where cause_id = '{await bot.CauseId("Nobody watches the queue")}'");

        var tree = (await lars.Types(channel, "/postmortem fault-tree")).View!;
        Assert.Contains("there were 2 ways", tree.Text, StringComparison.Ordinal);
        await lars.Chooses("causes.view.problem", second, tree);
        var other = (await lars.OpenModals())[^1].Text;
        Assert.Contains("there was one way for it to happen", other, StringComparison.Ordinal);
        Assert.Contains("Nobody watches the queue", other, StringComparison.Ordinal);
        await bot.Settles();
        Assert.Equal(2, (await lars.ReadsDirectMessages()).SelectMany(message => message.Files).Count(file => file!["name"]!.ToString().EndsWith("-fault-tree.png", StringComparison.Ordinal)));

        var map = (await lars.Types(channel, "/postmortem map")).View!;
        await lars.Chooses("causes.view.problem", second, map);
        Assert.Contains("*queue*, which led to the problem", (await lars.OpenModals())[^1].Text, StringComparison.Ordinal);

        var fish = (await lars.Types(channel, "/postmortem fishbone")).View!;
        Assert.Contains("*Head:* Card payments failed", fish.Text, StringComparison.Ordinal);
        Assert.Contains("*Process*  (1)", fish.Text, StringComparison.Ordinal);
        Assert.Contains("The queue was full", fish.Text, StringComparison.Ordinal);
        await lars.Chooses("fishbone.problem", second, fish);
        fish = (await lars.OpenModals())[^1];
        Assert.Contains("*Head:* Mails were sent twice", fish.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody watches the queue", fish.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The queue was full", fish.Text, StringComparison.Ordinal);
        // What is done from there comes back to the same problem.
        Whys.Closed(await lars.Submits((await lars.Presses("Add causes", fish)).View!, new JsonObject { ["causes"] = "Process: A note for both" }));
        Assert.Contains("*Head:* Mails were sent twice", (await lars.OpenModals())[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_tells_each_problem_under_its_words_with_its_own_drawings()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "The shared queue was full");
        await bot.Adds("devon", channel, thread, "Why 1", "Nobody watched it", gate: "or");
        await States("yuki", channel, "Orders were lost <b>too</b>");
        var second = await bot.CauseId("Orders were lost <b>too</b>");
        await bot.Stores($"insert into cause_links (workspace_id, effect_id, cause_id, gate) select workspace_id, '{second}', cause_id, 'and' from causes where cause_id in ('{await bot.CauseId("The shared queue was full")}', '{await bot.CauseId("Nobody watched it")}')");
        await bot.As("priya").Types(channel, "/postmortem report");
        await bot.Settles();

        var files = (await bot.As("priya").ReadsDirectMessages()).SelectMany(message => message.Files).ToList();
        async Task<string> File(string ending) => await bot.Sandbox.GetStringAsync($"/sandbox/files/{files.Last(file => file!["name"]!.ToString().EndsWith(ending, StringComparison.Ordinal))!["id"]}");
        var report = await File("-report.md");
        Assert.Contains("### Problem 1: Card payments failed for 45 minutes", report, StringComparison.Ordinal);
        Assert.Contains("### Problem 2: Orders were lost \\<b\\>too\\</b\\>", report, StringComparison.Ordinal);
        Assert.Equal(2, report.Split("- Condition: The shared queue was full").Length - 1);
        Assert.DoesNotContain("The problem: **", report, StringComparison.Ordinal);
        Assert.Contains("The fault tree, problem 1", report, StringComparison.Ordinal);
        Assert.Contains("The fault tree, problem 2", report, StringComparison.Ordinal);
        var page = await File("-report.html");
        Assert.DoesNotContain("<b>too", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("<img class=\"picture\"").Length - 1);
    }

    [Fact]
    public async Task A_problem_is_taken_out_and_put_back_by_undo_but_the_last_one_stays()
    {
        var (channel, thread) = await bot.Whying();
        await States("yuki", channel, "Said in passing");
        var maya = bot.As("maya");
        await Removes("maya", channel, "Said in passing");
        await maya.Sees(channel, "Taken out: Said in passing", thread);
        await maya.Presses("Undo it", await History("maya", channel));
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Said in passing' and removed_at is null"));

        // The first may go as well; the thread goes on under the other.
        await bot.Stores($"update causes set text = 'The first in {channel}' where is_top and text like 'Card payments%' and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");
        await Removes("maya", channel, $"The first in {channel}");
        Assert.Contains("Said in passing", (await maya.Sees(channel, "Five Whys of")).Text, StringComparison.Ordinal);
        await bot.Answers("devon", channel, thread, "Under the one that is left");
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from causes where text = 'Under the one that is left' and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')"));

        Assert.DoesNotContain($"remove {await bot.CauseId("Said in passing")}", (await maya.Types(channel, "/postmortem causes")).View!.Raw.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_each_take_one_of_two_problems_out_leave_one()
    {
        var (channel, thread) = await bot.Whying();
        await States("yuki", channel, "One of two");
        var (first, second) = (await bot.Stored<string>($"select cause_id::text from causes where is_top and text like 'Card payments%' and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')"), await bot.CauseId("One of two"));
        var (mayas, larss) = ((await bot.As("maya").Types(channel, "/postmortem causes")).View!, (await bot.As("lars").Types(channel, "/postmortem causes")).View!);

        await Task.WhenAll(bot.As("maya").Chooses("causes.menu", $"remove {first}", mayas, first), bot.As("lars").Chooses("causes.menu", $"remove {second}", larss, second));

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from causes where cause_id in ('{first}', '{second}') and removed_at is null"));
    }

    [Fact]
    public async Task Stating_a_problem_is_taken_back_unless_it_is_the_last()
    {
        var (channel, thread) = await bot.Whying();
        await States("yuki", channel, "Stated and taken back");
        var maya = bot.As("maya");
        Assert.Contains("stated what else has to be explained", (await History("maya", channel)).Text, StringComparison.Ordinal);
        var shown = await History("maya", channel);
        await bot.Stores($"update causes set removed_at = now() where is_top and text like 'Card payments%' and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");
        Assert.Contains("the only problem left", (await maya.Presses("Undo it", shown)).View!.Text, StringComparison.Ordinal);
        await bot.Stores($"update causes set removed_at = null where is_top and text like 'Card payments%' and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");

        await maya.Presses("Undo it", await History("maya", channel));
        Assert.Equal(0, await bot.Stored<long>("select count(*) from causes where text = 'Stated and taken back' and removed_at is null"));
    }

    [Fact]
    public async Task Problems_that_say_the_same_become_one_and_a_problem_is_not_merged_with_a_cause()
    {
        var (channel, thread) = await bot.Whying();
        await States("yuki", channel, "Payments were down");
        var asked = await bot.As("devon").Sees(channel, "Payments were down", thread);
        Whys.Closed(await bot.As("devon").Submits((await bot.As("devon").Presses("Answer", asked, channel)).View!, new JsonObject { ["answer"] = "Under the second" }));
        await bot.Settles();
        var first = await bot.Stored<string>($"select cause_id::text from causes where is_top and text like 'Card payments%' and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");
        var second = await bot.CauseId("Payments were down");
        var form = await bot.FromList("maya", channel, "merge", "Payments were down");
        Assert.DoesNotContain("Under the second", form.Raw.ToJsonString(), StringComparison.Ordinal);
        Whys.Closed(await bot.As("maya").Submits(form, new JsonObject { ["same"] = new JsonArray(first, second) }));
        await bot.Settles();

        Assert.Equal(first, await bot.Stored<string>($"select effect_id::text from cause_links where cause_id = '{await bot.CauseId("Under the second")}'"));
        Assert.DoesNotContain("Problem 2", (await bot.As("maya").Types(channel, "/postmortem causes")).View!.Text, StringComparison.Ordinal);
        await bot.As("maya").Presses("Undo it", await History("maya", channel));
        Assert.Equal(second, await bot.Stored<string>($"select effect_id::text from cause_links where cause_id = '{await bot.CauseId("Under the second")}'"));
    }

    [Fact]
    public async Task Stating_is_refused_once_closed_and_an_empty_one_says_why()
    {
        var (channel, thread) = await bot.Whying();
        var list = (await bot.As("yuki").Types(channel, "/postmortem causes")).View!;
        var form = (await bot.As("yuki").Presses("What else happened?", list)).View!;
        Assert.Contains("stated already, as the problem", (await bot.As("yuki").Submits(form, new JsonObject { ["answer"] = " " + (await bot.Stored<string>($"select c.text from causes c join postmortems p using (workspace_id, postmortem_id) where p.whys_ts = '{thread}' and c.is_top"))!.ToUpperInvariant() })).ToString(), StringComparison.Ordinal);
        Assert.Contains("Write it in a sentence", (await bot.As("yuki").Submits(form, new JsonObject { ["answer"] = "   " })).ToString(), StringComparison.Ordinal);
        await bot.Stores($"update postmortems set status = 'published' where whys_ts = '{thread}'");
        Assert.False((await bot.As("yuki").Submits(form, new JsonObject { ["answer"] = "Too late" })).Closed);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from causes where text = 'Too late'"));
        Assert.Null((await bot.As("yuki").Types(channel, "/postmortem causes")).View!.Button("What else happened?"));
    }

    private async Task<SlackView> States(string who, string channel, string problem)
    {
        var person = bot.As(who);
        var list = (await person.Types(channel, "/postmortem causes")).View!;
        var form = (await person.Presses("What else happened?", list)).View!;
        Assert.Contains("What else happened that needs explaining?", form.Text, StringComparison.Ordinal);
        Whys.Closed(await person.Submits(form, new JsonObject { ["answer"] = problem }));
        await bot.Settles();
        return (await person.OpenModals())[^1];
    }

    private async Task Removes(string who, string channel, string problem)
    {
        var id = await bot.CauseId(problem);
        var list = (await bot.As(who).Types(channel, "/postmortem causes")).View!;
        await bot.As(who).Chooses("causes.menu", $"remove {id}", list, id);
        await bot.Settles();
    }

    private async Task<SlackView> History(string who, string channel)
    {
        var list = (await bot.As(who).Types(channel, "/postmortem causes")).View!;
        return (await bot.As(who).Presses("History", list)).View!;
    }
}
