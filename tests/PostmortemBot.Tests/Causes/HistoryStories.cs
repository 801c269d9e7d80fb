using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>Who changed what, and taking the last change back.</summary>
public sealed class HistoryStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Every_change_is_shown_with_what_was_before_and_after()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Retries had no <limit> & no \"pause\"");
        Whys.Closed(await bot.As("yuki").Submits(await bot.FromList("yuki", channel, "edit", "Retries had no <limit> & no \"pause\""), new JsonObject { ["answer"] = "Retries had no limit", ["confidence"] = "confirmed" }));

        var history = await History("maya", channel);

        Assert.Contains("added “Retries had no &lt;limit&gt; &amp; no \"pause\"”", history.Text, StringComparison.Ordinal);
        Assert.Contains("words: “Retries had no &lt;limit&gt; &amp; no \"pause\"” → “Retries had no limit”", history.Text, StringComparison.Ordinal);
        Assert.Contains("how sure we are: suspected → confirmed", history.Text, StringComparison.Ordinal);
        Assert.Contains("<@U0YUKI00001> edited", history.Text, StringComparison.Ordinal);
        Assert.Equal("Retries had no limit", await bot.Stored<string>("select parts -> 0 -> 'after' ->> 'text' from cause_changes where act = 'edited' and parts -> 0 -> 'before' ->> 'text' like 'Retries had no <limit>%'"));
    }

    [Fact]
    public async Task Values_are_told_as_people_read_them()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Told in words");
        await bot.Adds("devon", channel, thread, "Why 1", "Told beside it");
        Whys.Closed(await bot.As("yuki").Submits(await bot.FromList("yuki", channel, "edit", "Told in words"), new JsonObject
        {
            ["kind"] = "safeguard", ["confidence"] = "ruled_out", ["percent"] = "12.5", ["occurred"] = 1795428000, ["category"] = "Testing",
        }));
        Whys.Closed(await bot.As("yuki").Submits(await bot.FromList("yuki", channel, "edit", "Told in words"), new JsonObject { ["confidence"] = "suspected", ["percent"] = "20" }));
        var top = await bot.Stored<string>($"select cause_id::text from causes where is_top and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");
        var list = (await bot.As("lars").Types(channel, "/postmortem causes")).View!;
        Whys.Closed(await bot.As("lars").Submits((await bot.As("lars").Chooses("causes.menu", $"edit {top}", list, top)).View!, new JsonObject { ["gate"] = "or" }));

        var history = (await History("maya", channel)).Text;

        foreach (var line in (string[])
        [
            "kind: condition → safeguard", "how sure we are: suspected → ruled out", "how sure we are: ruled out → suspected", "how probable it was: nothing → 12.5 %",
            "how probable it was: 12.5 % → 20 %", "time: nothing → <!date^1795428000^", "contributing factor: nothing → “Testing”", "it took all of them → any one would have been enough",
        ])
            Assert.Contains(line, history, StringComparison.Ordinal);
        Assert.DoesNotContain("ruled_out", history, StringComparison.Ordinal);
        Assert.DoesNotContain("0.125", history, StringComparison.Ordinal);
        Assert.DoesNotContain("T10:", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_names_a_cause_follows_it_into_a_merge_and_comes_back_with_undo()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Stands for both");
        await bot.Adds("devon", channel, thread, "Why 1", "Merged away");
        var (kept, merged) = (await bot.CauseId("Stands for both"), await bot.CauseId("Merged away"));
        var maya = bot.As("maya");
        var prompt = (await maya.Reads(channel, thread)).Last(message => message.Button("Add action item") is not null && message.Text.Contains("Merged away", StringComparison.Ordinal));
        Whys.Closed(await maya.Submits((await maya.Presses("Add action item", prompt, channel)).View!, new JsonObject { ["title"] = "Break the merged one" }));
        await bot.As("yuki").Says(channel, "A reply under the merged one", thread);
        await bot.Settles();
        await bot.Stores($"update cause_replies set effect_id = '{merged}' where text = 'A reply under the merged one'");
        await bot.Stores($"""
            insert into fishbone_notes (workspace_id, note_id, postmortem_id, category, text, cause_id, dots, created_at, updated_at)
            select workspace_id, gen_random_uuid(), postmortem_id, 'Process', 'The note of the merged one', cause_id, 3, now(), now() from causes where cause_id = '{merged}'
            """);
        await bot.Stores($"update causes set category = 'Testing', service = 'edge' where cause_id = '{merged}'");
        var pointing = $"""
            select concat_ws(' ', (select count(*) from action_items where cause_id = c.cause_id), (select count(*) from fishbone_notes where cause_id = c.cause_id),
                (select count(*) from cause_replies where effect_id = c.cause_id), c.category, c.service) from causes c where cause_id =
            """;
        Assert.Equal("1 1 1 Testing edge", await bot.Stored<string>($"{pointing} '{merged}'"));

        Whys.Closed(await maya.Submits(await bot.FromList("maya", channel, "merge", "Stands for both"), new JsonObject { ["same"] = new JsonArray(kept, merged) }));
        await bot.Settles();
        Assert.Equal("1 1 1 Testing edge", await bot.Stored<string>($"{pointing} '{kept}'"));
        Assert.Contains("an action item now breaks “Stands for both” (was: “Merged away”)", (await History("lars", channel)).Text, StringComparison.Ordinal);
        Assert.Contains("3 dots", (await maya.Types(channel, "/postmortem fishbone")).View!.Text, StringComparison.Ordinal);

        await bot.As("lars").Presses("Undo it", await History("lars", channel));
        Assert.Equal("1 1 1 Testing edge", await bot.Stored<string>($"{pointing} '{merged}'"));
        Assert.Equal("0 0 0", await bot.Stored<string>($"{pointing} '{kept}'"));
        await bot.Settles();
    }

    [Fact]
    public async Task The_last_change_is_taken_back_step_by_step_until_nothing_is_left()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Certificates renew by hand");
        Whys.Closed(await bot.As("yuki").Submits(await bot.FromList("yuki", channel, "edit", "Certificates renew by hand"), new JsonObject
        {
            ["answer"] = "Certificates are renewed by hand", ["percent"] = "12.5", ["occurred"] = 1795428000, ["links"] = "https://git.example/c/2 The script",
        }));

        var after = (await bot.As("lars").Presses("Undo it", await History("lars", channel))).View!;
        Assert.Contains("(taken back)", (await bot.As("lars").OpenModals())[^1].Text, StringComparison.Ordinal);
        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Certificates renew by hand' and probability is null and occurred_at is null"));
        Assert.Equal(0, await bot.Stored<long>("select count(*) from cause_evidence where url = 'https://git.example/c/2'"));

        await bot.As("lars").Presses("Undo it", await History("lars", channel));
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<long>("select count(*) from causes where text = 'Certificates renew by hand' and removed_at is null"));
        await bot.As("maya").Sees(channel, "Taken out: Certificates renew by hand", thread);
        Assert.Null((await History("lars", channel)).Button("Undo it"));
        Assert.NotNull(after);
    }

    [Fact]
    public async Task Taking_back_is_refused_when_somebody_changed_the_same_thing_since()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Contended cause");
        var shown = await History("maya", channel);
        Whys.Closed(await bot.As("yuki").Submits(await bot.FromList("yuki", channel, "edit", "Contended cause"), new JsonObject { ["service"] = "payments" }));

        var refused = (await bot.As("maya").Presses("Undo it", shown)).View!;

        Assert.Contains("Somebody changed the same thing since", refused.Text, StringComparison.Ordinal);
        Assert.Equal("payments", await bot.Stored<string>("select service from causes where text = 'Contended cause' and removed_at is null"));
    }

    [Fact]
    public async Task An_answer_that_others_went_on_from_is_not_taken_back()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Built upon");
        var shown = await History("maya", channel);
        await bot.Answers("yuki", channel, thread, "Hangs from it");

        var refused = (await bot.As("maya").Presses("Undo it", shown)).View!;

        Assert.Contains("there are answers under it", refused.Text, StringComparison.Ordinal);
        Assert.Equal(2, await bot.Stored<long>("select count(*) from causes where text in ('Built upon', 'Hangs from it') and removed_at is null"));
    }

    [Fact]
    public async Task A_removal_a_stop_and_a_merge_are_taken_back_whole()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Kept cause");
        await bot.Adds("yuki", channel, thread, "Why 1", "Same cause");
        await bot.Answers("yuki", channel, thread, "Under the same");
        var form = await bot.FromList("maya", channel, "merge", "Kept cause");
        Whys.Closed(await bot.As("maya").Submits(form, new JsonObject { ["same"] = new JsonArray(await bot.CauseId("Kept cause"), await bot.CauseId("Same cause")) }));
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from cause_links where effect_id = '{await bot.CauseId("Kept cause")}' and cause_id = '{await bot.CauseId("Under the same")}'"));

        await bot.As("lars").Presses("Undo it", await History("lars", channel));

        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Same cause' and removed_at is null and merged_into is null"));
        Assert.Equal(await bot.CauseId("Same cause"), await bot.Stored<string>($"select effect_id::text from cause_links where cause_id = '{await bot.CauseId("Under the same")}'"));
        await bot.Settles();
        await bot.As("lars").Presses("Remove", await bot.As("lars").Sees(channel, "Kept cause", thread) is { } any && any.Button("Remove") is not null ? any : (await bot.As("lars").Reads(channel, thread)).Last(message => message.Button("Remove") is not null && message.Text.Contains("Kept cause", StringComparison.Ordinal)), channel);
        await bot.As("lars").Presses("Undo it", await History("lars", channel));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Kept cause' and removed_at is null"));
    }

    [Fact]
    public async Task Two_people_taking_back_the_same_change_take_it_back_once()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Before both");
        await bot.Answers("devon", channel, thread, "Taken back by both");
        var (mayas, larss) = (await History("maya", channel), await History("lars", channel));

        await Task.WhenAll(bot.As("maya").Presses("Undo it", mayas), bot.As("lars").Presses("Undo it", larss));

        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Before both' and removed_at is null"));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from cause_changes where undoes is not null and cause_id = (select cause_id from causes where text = 'Taken back by both')"));
    }

    [Fact]
    public async Task Nobody_outside_the_channel_takes_anything_back()
    {
        var channel = await bot.NewChannel(isPrivate: true, members: ["maya", "devon", "priya"]);
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        Whys.Closed(await maya.Submits((await maya.Types(channel, "/postmortem whys")).View!, []));
        await bot.Settles();
        await bot.Answers("devon", channel, (await maya.Sees(channel, "Five Whys of")).Ts, "Private cause");
        var history = await History("maya", channel);
        var change = await bot.Stored<string>("select change_id || ' ' || cause_id from cause_changes where cause_id = (select cause_id from causes where text = 'Private cause')");
        var elsewhere = await bot.NewChannel();
        await bot.HasPostmortem(elsewhere);
        var theirs = (await bot.As("yuki").Types(elsewhere, "/postmortem settings")).View!;

        using var request = SlackRequest.Form([new("payload", new JsonObject
        {
            ["type"] = "block_actions", ["team"] = new JsonObject { ["id"] = "T0SANDBOX01" }, ["user"] = new JsonObject { ["id"] = "U0YUKI00001", ["team_id"] = "T0SANDBOX01" },
            ["api_app_id"] = "A0POSTMORT1", ["trigger_id"] = "1.2.3", ["container"] = new JsonObject { ["type"] = "view", ["view_id"] = theirs.Id }, ["view"] = theirs.Raw.DeepClone(),
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = "causes.undo", ["block_id"] = "b", ["value"] = change, ["action_ts"] = "1.2" }),
        }.ToJsonString())], bot.Clock.GetUtcNow());
        using var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Private cause' and removed_at is null"));
        Assert.NotNull(history.Button("Undo it"));
    }

    private async Task<SlackView> History(string who, string channel)
    {
        var list = (await bot.As(who).Types(channel, "/postmortem causes")).View!;
        return (await bot.As(who).Presses("History", list)).View!;
    }
}
