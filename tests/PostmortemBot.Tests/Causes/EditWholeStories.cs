using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>Everything about a cause in one form, also when somebody else has it open.</summary>
public sealed class EditWholeStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Everything_about_a_cause_is_edited_in_one_form()
    {
        var (channel, thread) = await bot.Whying();
        await bot.As("maya").Types(channel, "/postmortem add 09:05 pool drained");
        await bot.Settles();
        await bot.Answers("devon", channel, thread, "The pool could be drained whole");
        var entry = await bot.Stored<string>("select entry_id::text from timeline_entries where text like '%pool drained%'");

        var form = await bot.FromList("maya", channel, "edit", "The pool could be drained whole");
        Whys.Closed(await bot.As("maya").Submits(form, new JsonObject
        {
            ["kind"] = "safeguard",
            ["category"] = "Configuration and defaults",
            ["confidence"] = "confirmed",
            ["service"] = "load-balancer",
            ["percent"] = "2.5",
            ["occurred"] = 1795428000,
            ["entries"] = new JsonArray(entry),
            ["links"] = "https://dash.example/pool Pool size\nhttps://dash.example/pool Pool size\nhttps://git.example/c/1",
        }));
        await bot.Settles();

        Assert.Equal("safeguard Configuration and defaults confirmed load-balancer 0.025", await bot.Stored<string>(
            "select concat_ws(' ', kind, category, confidence, service, probability) from causes where text = 'The pool could be drained whole'"));
        Assert.Equal(3, await bot.Stored<long>("select count(*) from cause_evidence e join causes c using (workspace_id, cause_id) where c.text = 'The pool could be drained whole'"));
        var again = await bot.FromList("maya", channel, "edit", "The pool could be drained whole");
        Assert.Contains("https://dash.example/pool Pool size", again.Text, StringComparison.Ordinal);
        Assert.Contains("confirmed · Configuration and defaults · load-balancer", (await bot.As("maya").OpenModals())[0].Text, StringComparison.Ordinal);
        Whys.Closed(await bot.As("maya").Submits(again, new JsonObject { ["category"] = null, ["percent"] = null, ["entries"] = new JsonArray(), ["links"] = null }));
        Assert.Equal(0, await bot.Stored<long>("select count(*) from cause_evidence e join causes c using (workspace_id, cause_id) where c.text = 'The pool could be drained whole'"));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'The pool could be drained whole' and category is null and probability is null and service = 'load-balancer'"));
    }

    [Fact]
    public async Task Different_fields_changed_by_two_people_are_brought_together()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Both edit this one");
        var devons = await bot.FromList("devon", channel, "edit", "Both edit this one");
        var yukis = await bot.FromList("yuki", channel, "edit", "Both edit this one");

        Whys.Closed(await bot.As("devon").Submits(devons, new JsonObject { ["service"] = "payments" }));
        Whys.Closed(await bot.As("yuki").Submits(yukis, new JsonObject { ["confidence"] = "ruled_out" }));

        Assert.Equal("payments ruled_out", await bot.Stored<string>("select service || ' ' || confidence from causes where text = 'Both edit this one'"));
    }

    [Fact]
    public async Task The_same_field_changed_by_two_people_is_given_back_with_what_was_typed()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Contested words");
        var devons = await bot.FromList("devon", channel, "edit", "Contested words");
        var yukis = await bot.FromList("yuki", channel, "edit", "Contested words");
        Whys.Closed(await bot.As("devon").Submits(devons, new JsonObject { ["answer"] = "Devon's words" }));

        var given = await bot.As("yuki").Submits(yukis, new JsonObject { ["answer"] = "Yuki's words" });

        Assert.False(given.Closed);
        Assert.Contains("changed this while you were writing", given.View!.Text, StringComparison.Ordinal);
        Assert.Contains("now “Devon's words”", given.View.Text, StringComparison.Ordinal);
        Assert.Contains("\nYuki's words\n", given.View.Text, StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from causes where text = 'Yuki''s words'"));
        Whys.Closed(await bot.As("yuki").Submits(given.View, []));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Yuki''s words' and removed_at is null"));
    }

    [Fact]
    public async Task A_form_left_open_on_a_cause_that_was_taken_out_keeps_what_was_typed()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Soon taken out");
        var edit = await bot.FromList("yuki", channel, "edit", "Soon taken out");
        var answer = (await bot.As("lars").Presses("Answer", await bot.As("lars").Sees(channel, "Why 2", thread), channel)).View!;
        await bot.As("maya").Presses("Remove", await bot.As("maya").Sees(channel, "Why 2", thread), channel);
        await bot.Settles();

        var edited = await bot.As("yuki").Submits(edit, new JsonObject { ["answer"] = "Typed for long" });
        var answered = await bot.As("lars").Submits(answer, new JsonObject { ["answer"] = "Typed too" });

        Assert.Contains("taken out", edited.Errors["answer"], StringComparison.Ordinal);
        Assert.Contains("taken out", answered.Errors["answer"], StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from causes where text like 'Typed %'"));
    }

    [Fact]
    public async Task A_cause_may_make_several_things_possible_and_never_itself_or_its_own_cause()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Alerts were muted");
        await bot.Answers("devon", channel, thread, "Muting never ends by itself");
        var (top, upper, lower) = (await bot.Stored<string>($"select cause_id::text from causes where is_top and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')"), await bot.CauseId("Alerts were muted"), await bot.CauseId("Muting never ends by itself"));
        var form = await bot.FromList("maya", channel, "edit", "Muting never ends by itself");

        Whys.Closed(await bot.As("maya").Submits(form, new JsonObject { ["effects"] = new JsonArray(upper, top) }));
        Assert.Equal(2, await bot.Stored<long>($"select count(*) from cause_links where cause_id = '{lower}'"));

        // The upper one is not offered what it leads from; a form from before the link still holds the choice.
        var circle = await bot.FromList("maya", channel, "edit", "Alerts were muted");
        Assert.DoesNotContain(lower, circle.Raw.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain($"\"value\":\"{upper}\"", circle.Raw.ToJsonString(), StringComparison.Ordinal);
        var none = await bot.As("maya").Submits(circle, new JsonObject { ["effects"] = new JsonArray() });
        Assert.Contains("effects", none.Errors.Keys);
    }

    [Fact]
    public async Task A_form_from_before_the_circle_is_refused_and_keeps_its_words()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "First of two");
        await bot.Adds("devon", channel, thread, "Why 1", "Second of two");
        var (first, second) = (await bot.CauseId("First of two"), await bot.CauseId("Second of two"));
        var stale = await bot.FromList("yuki", channel, "edit", "First of two");
        Whys.Closed(await bot.As("maya").Submits(await bot.FromList("maya", channel, "edit", "Second of two"), new JsonObject { ["effects"] = new JsonArray(first) }));

        var refused = await bot.As("yuki").Submits(stale, new JsonObject { ["effects"] = new JsonArray(second), ["answer"] = "First of two, edited" });

        Assert.Contains("circle", refused.Errors["effects"], StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>($"select count(*) from cause_links where effect_id = '{second}'"));
    }

    [Theory]
    [InlineData("not a link")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    public async Task What_is_no_link_is_said_at_the_field(string typed)
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, $"Known from {typed}");
        var refused = await bot.As("maya").Submits(await bot.FromList("maya", channel, "edit", $"Known from {typed}"), new JsonObject { ["links"] = typed });
        Assert.Contains("holds no link", refused.Errors["links"], StringComparison.Ordinal);
    }
}
