using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes.Fishbone;

public sealed class BrainstormStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Everybody_writes_for_themselves_and_the_clock_shows_all_at_once()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary\nMonitoring: No alert per region", "Process");
        await Writes("devon", channel, "Configs reach all regions at once");
        await bot.Settles();

        var message = await bot.As("lars").Sees(channel, "Brainstorm for");
        Assert.Contains("2 people have written 3 causes so far", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", (await bot.As("lars").Types(channel, "/postmortem fishbone")).View!.Text, StringComparison.Ordinal);

        var mayas = await Form("maya", channel);
        Assert.Contains("No canary", mayas.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Configs reach", mayas.Text, StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromMinutes(4));
        await bot.Recurs(RecurringIds.Brainstorms);
        Assert.NotNull((await bot.As("lars").Sees(channel, "Brainstorm for")).Button("Write causes"));
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.Recurs(RecurringIds.Brainstorms);

        message = await bot.As("lars").Sees(channel, "It is over: 2 people have written 3 causes");
        var thread = (await bot.As("lars").Reads(channel, message.Ts)).Where(reply => reply.Ts != message.Ts).ToList();
        var shown = Assert.Single(thread).Text;
        Assert.Matches(@"(?s)\*Process\*  \(1\).*No canary.*\*Monitoring\*  \(1\).*No alert per region.*\*Not sure yet\*  \(1\).*Configs reach", shown);
        Assert.Contains("No canary", (await bot.As("lars").Types(channel, "/postmortem fishbone")).View!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_tells_who_wrote_what_is_ever_stored_in_the_clear_and_nothing_stays()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary\nNo alert\nNo rollback");
        await Writes("devon", channel, "No limit");
        var mine = await Form("maya", channel);
        var id = Row(mine, "No alert");
        await bot.As("maya").Chooses("brainstorm.own", $"off {id}", mine, id);
        var of = $"brainstorm_id = (select brainstorm_id from brainstorms order by started_at desc, brainstorm_id desc limit 1)";

        Assert.Equal(0, await bot.Stored<int>($"select count(author_id)::int from fishbone_notes where {of}"));
        Assert.Equal(2, await bot.Stored<int>($"select count(distinct author_key)::int from fishbone_notes where {of}"));
        Assert.Equal(1, await bot.Stored<int>($"select count(distinct (created_at, updated_at))::int from fishbone_notes where {of}"));
        Assert.Equal(0, await bot.Stored<int>("select count(*)::int from audit where act like 'fishbone%' and subject_id in (select note_id from fishbone_notes)"));

        await bot.As("priya").Presses("End it now", await bot.As("priya").Sees(channel, "Brainstorm for"), channel);
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<int>($"select count(author_key)::int + count(author_id)::int from fishbone_notes where {of}"));
        Assert.Equal(3, await bot.Stored<int>($"select count(*)::int from fishbone_notes where {of}"));
        Assert.Equal(0, await bot.Stored<int>("select count(author_secret)::int from brainstorms where state <> 'writing'"));
        Assert.DoesNotContain("from <@", (await bot.As("lars").Types(channel, "/postmortem fishbone")).View!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_names_the_fishbone_says_who_wrote_what()
    {
        var channel = await Started(how: "named");
        await Writes("yuki", channel, "No canary");
        await bot.Settles();
        Assert.DoesNotContain("U0YUKI", (await bot.As("lars").Sees(channel, "Brainstorm for")).Text, StringComparison.Ordinal);
        await bot.As("priya").Presses("End it now", await bot.As("priya").Sees(channel, "Brainstorm for"), channel);
        await bot.Settles();
        Assert.Contains("from <@U0YUKI00001>", (await bot.As("lars").Types(channel, "/postmortem fishbone")).View!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_s_own_causes_are_edited_taken_back_and_put_in_again()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary\nNo alert");
        var maya = bot.As("maya");
        var form = await Form("maya", channel);
        var id = Row(form, "No canary");

        var edit = (await maya.Chooses("brainstorm.own", $"edit {id}", form, id)).View!;
        await maya.Submits(edit, new JsonObject { ["text"] = "No canary step", ["bone"] = "Technology" });
        form = (await maya.OpenModals())[^1];
        Assert.Contains("No canary step", form.Text, StringComparison.Ordinal);
        form = (await maya.Chooses("brainstorm.own", $"off {id}", form, id)).View!;
        Assert.Contains("*Yours so far* (1)", form.Text, StringComparison.Ordinal);
        form = (await maya.Presses("Undo", form)).View!;
        Assert.Contains("*Yours so far* (2)", form.Text, StringComparison.Ordinal);

        // Nobody else's can be reached, not even by its id.
        var devons = await Form("devon", channel);
        Assert.DoesNotContain("No canary", devons.Text, StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<int>($"select count(*)::int from fishbone_notes where note_id = '{id}' and removed_at is not null"));
    }

    [Fact]
    public async Task What_is_written_too_late_is_given_back_and_offered_to_be_added_openly()
    {
        var channel = await Started();
        var form = await Form("maya", channel);
        bot.Clock.Advance(TimeSpan.FromMinutes(6));

        var late = await bot.As("maya").Submits(form, new JsonObject { ["causes"] = "No canary\nNo alert", ["bone"] = "Process" });
        Assert.Equal("Add to the fishbone", late.View!.Title);
        Assert.Contains("Nothing you typed is lost", late.View.Text, StringComparison.Ordinal);
        Assert.Contains("No canary\nNo alert", late.View.Text, StringComparison.Ordinal);
        await bot.Settles();
        await bot.As("lars").Sees(channel, "nobody wrote anything");

        await bot.As("maya").Submits(late.View, []);
        Assert.Contains("*Process*  (2)", (await bot.As("lars").Types(channel, "/postmortem fishbone")).View!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_facilitator_starts_ends_and_extends()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        Assert.Contains("The facilitator leads the brainstorm", (await bot.As("devon").Types(channel, "/postmortem brainstorm")).Message!.Text, StringComparison.Ordinal);
        await Starts(channel);

        Assert.Contains("The facilitator leads", await Told("devon", channel, "End it now"), StringComparison.Ordinal);
        Assert.Contains("The facilitator leads", await Told("devon", channel, "5 minutes more"), StringComparison.Ordinal);
        Assert.NotNull((await bot.As("devon").Sees(channel, "Brainstorm for")).Button("End it now"));
    }

    [Fact]
    public async Task It_is_extended_by_five_minutes_and_not_beyond_an_hour()
    {
        var channel = await Started(minutes: 58);
        var before = await Ends();
        await bot.As("priya").Presses("5 minutes more", await bot.As("priya").Sees(channel, "Brainstorm for"), channel);
        Assert.Equal(before, await Ends());
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        await bot.As("priya").Presses("5 minutes more", await bot.As("priya").Sees(channel, "Brainstorm for"), channel);
        Assert.Equal(before.AddMinutes(5), await Ends());

        bot.Clock.Advance(TimeSpan.FromMinutes(29));
        await bot.Recurs(RecurringIds.Brainstorms);
        Assert.NotNull((await bot.As("priya").Sees(channel, "Brainstorm for")).Button("Write causes"));
    }

    [Fact]
    public async Task Two_who_end_it_at_once_show_everything_once()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary");
        await bot.Settles();
        var message = await bot.As("priya").Sees(channel, "Brainstorm for");
        await Task.WhenAll(bot.As("priya").Presses("End it now", message, channel), bot.As("priya").Presses("End it now", message, channel));
        await bot.Settles();

        Assert.Single((await bot.As("lars").Reads(channel, message.Ts)), reply => reply.Text.Contains("No canary", StringComparison.Ordinal));
        Assert.Contains("It has ended already", (await bot.As("priya").Reads(channel)).Last(reply => reply.IsEphemeral).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("61")]
    [InlineData("-5")]
    [InlineData("five")]
    [InlineData("2.5")]
    [InlineData("99999999999999999999")]
    public async Task A_time_that_is_none_is_refused(string minutes)
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        Assert.Contains("whole number from 1 to 60", (await bot.As("priya").Types(channel, $"/postmortem brainstorm {minutes}")).Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_one_is_not_started_while_one_is_on()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var priya = bot.As("priya");
        var first = (await priya.Types(channel, "/postmortem brainstorm 3")).View!;
        Assert.True((await priya.Submits(first, [])).Closed);
        Assert.Contains("A brainstorm is on here until", (await priya.Types(channel, "/postmortem brainstorm")).Message!.Text, StringComparison.Ordinal);
        Assert.Equal(1, await bot.Stored<int>($"select count(*)::int from brainstorms where ends_at = '{bot.Clock.GetUtcNow().AddMinutes(3):O}' and state = 'writing' and postmortem_id = (select postmortem_id from postmortems order by number desc limit 1)"));
    }

    [Fact]
    public async Task A_bot_that_starts_again_in_the_middle_goes_on_where_it_was()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary");
        await bot.Settles();
        await bot.StopBotAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(2));
        await bot.StartBotAsync();
        Assert.Contains("No canary", (await Form("maya", channel)).Text, StringComparison.Ordinal);
        await Writes("devon", channel, "No alert");

        await bot.StopBotAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.StartBotAsync();
        await bot.Recurs(RecurringIds.Brainstorms);
        await bot.As("lars").Sees(channel, "It is over: 2 people have written 2 causes");
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_comes_back()
    {
        var channel = await Started();
        var message = await bot.As("priya").Sees(channel, "Brainstorm for");
        await bot.Stores($"update brainstorms set message_ts = '1.000001', drawn_hash = null where message_ts = '{message.Ts}'");
        await Writes("maya", channel, "No canary", through: message);
        await bot.Settles();
        Assert.NotEqual(message.Ts, (await bot.As("priya").Sees(channel, "1 person has written 1 cause")).Ts);
    }

    [Fact]
    public async Task Dots_are_placed_taken_back_and_shown_only_when_the_vote_ends()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary\nNo alert per region\nRollback takes long");
        await bot.As("priya").Presses("End it now", await bot.As("priya").Sees(channel, "Brainstorm for"), channel);
        await bot.Settles();
        var priya = bot.As("priya");
        var opened = (await priya.Presses("Start a vote", await priya.Sees(channel, "It is over"), channel)).View!;
        Assert.True((await priya.Submits(opened, new JsonObject { ["dots"] = 2 })).Closed);
        await bot.Settles();

        await Places("maya", channel, "No alert per region", 2);
        await Places("devon", channel, "No alert per region", 1);
        var devons = await Places("devon", channel, "No canary", 1);
        Assert.DoesNotContain("Place a dot", devons.Text, StringComparison.Ordinal);
        devons = (await bot.As("devon").Presses("Take one back", devons)).View!;
        Assert.Contains("You have *1 dot* left of 2", devons.Text, StringComparison.Ordinal);
        await bot.Settles();
        var during = await bot.As("lars").Sees(channel, "The vote is on");
        Assert.Contains("2 people have placed dots so far", during.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dot", (await bot.As("lars").Types(channel, "/postmortem fishbone")).View!.Text.Replace("dots", "dot", StringComparison.Ordinal).Split("No alert per region")[1].Split('\n')[0], StringComparison.Ordinal);

        Assert.Contains("The facilitator leads", await Told("devon", channel, "End the vote"), StringComparison.Ordinal);
        await priya.Presses("End the vote", during, channel);
        await bot.Settles();
        var after = await priya.Sees(channel, "Most dots");
        Assert.Contains("No alert per region", after.Text, StringComparison.Ordinal);
        Assert.Matches(@"\*\d\*  No alert per region", (await priya.Sees(channel, "placed dots", after.Ts)).Text);
        Assert.Equal(0, await bot.Stored<int>("select count(*)::int from fishbone_dots d join brainstorms b using (brainstorm_id) where b.state = 'done'"));
    }

    [Fact]
    public async Task Two_forms_submitted_at_once_start_one_brainstorm()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel, facts: ("facilitator", "U0MAYA00001"));
        await bot.Stores("update postmortems set facilitator_id = 'U0PRIYA0001' where number = (select max(number) from postmortems)");
        var priyas = (await bot.As("priya").Types(channel, "/postmortem brainstorm")).View!;
        await bot.Stores("update postmortems set facilitator_id = 'U0MAYA00001' where number = (select max(number) from postmortems)");
        var mayas = (await bot.As("maya").Types(channel, "/postmortem brainstorm")).View!;

        // The one who leads no more is told so; the form keeps what was chosen.
        var refused = await bot.As("priya").Submits(priyas, []);
        Assert.Contains("The facilitator leads the brainstorm, and that is @Maya", refused.Errors["minutes"], StringComparison.Ordinal);
        await bot.Stores("update postmortems set facilitator_id = 'U0PRIYA0001' where number = (select max(number) from postmortems)");
        Assert.True((await bot.As("priya").Submits(priyas, [])).Closed);
        await bot.Stores("update postmortems set facilitator_id = 'U0MAYA00001' where number = (select max(number) from postmortems)");
        Assert.Contains("was started a moment ago", (await bot.As("maya").Submits(mayas, [])).Errors["minutes"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_in_the_channel_takes_part_and_somebody_outside_does_not()
    {
        var channel = await bot.NewChannel(isPrivate: true, members: ["priya", "ines"]);
        await bot.HasPostmortem(channel, startedBy: "priya");
        await Starts(channel);
        await Writes("ines", channel, "Nada avisou", "Monitoring");
        await bot.Settles();
        Assert.Contains("1 person has written 1 cause", (await bot.As("priya").Sees(channel, "Brainstorm for")).Text, StringComparison.Ordinal);

        // Who has left the channel with the form open gets nothing in, and nothing out.
        var form = await Form("ines", channel);
        await bot.As("ines").Leaves(channel);
        await bot.Settles();
        Assert.Contains("There is no such postmortem", (await bot.As("ines").Submits(form, new JsonObject { ["causes"] = "Still there" })).Errors["causes"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_in_the_middle_nothing_more_is_taken_and_what_was_written_is_shown()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary");
        await bot.Settles();
        var form = await Form("devon", channel);
        await bot.Stores("update postmortems set status = 'cancelled' where number = (select max(number) from postmortems)");
        Assert.Contains("was cancelled", (await bot.As("devon").Submits(form, new JsonObject { ["causes"] = "No alert" })).Errors["causes"], StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        await bot.Recurs(RecurringIds.Brainstorms);
        var message = await bot.As("lars").Sees(channel, "It is over: 1 person has written 1 cause");
        Assert.Null(message.Button("Start a vote"));
        await bot.As("lars").Sees(channel, "No canary", message.Ts);
    }

    [Fact]
    public async Task Slack_away_at_the_end_loses_nothing_and_says_nothing_twice()
    {
        var channel = await Started();
        await Writes("maya", channel, "No canary");
        await bot.Settles();
        bot.ExpectsFailures = true;
        await bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "error", ["error"] = "internal_error", ["times"] = 1 });
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        await bot.Recurs(RecurringIds.Brainstorms);
        bot.ExpectsFailures = false;

        var message = await bot.As("lars").Sees(channel, "It is over");
        Assert.Single(await bot.As("lars").Reads(channel, message.Ts), reply => reply.Text.Contains("No canary", StringComparison.Ordinal));
        Assert.DoesNotContain("No canary", bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_hundred_long_causes_are_all_shown_in_the_thread()
    {
        var channel = await Started();
        foreach (var who in (string[])["maya", "devon", "yuki"])
            await Writes(who, channel, string.Join('\n', Enumerable.Range(1, 90).Select(number => $"{who} {number} <&> {new string('x', 9)}")));
        await Writes("lars", channel, new string('&', 2990) + "end");
        await bot.As("priya").Presses("End it now", await bot.As("priya").Sees(channel, "Brainstorm for"), channel);
        await bot.Settles();

        var message = await bot.As("lars").Sees(channel, "It is over: 4 people have written 271 causes");
        var shown = string.Join('\n', (await bot.As("lars").Reads(channel, message.Ts)).Select(reply => reply.Text));
        Assert.Equal(270, shown.Split("&lt;&amp;&gt;").Length - 1);
    }

    private async Task<DateTimeOffset> Ends() =>
        DateTimeOffset.Parse(await bot.Stored<string>("select to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from brainstorms order by brainstorm_id = (select brainstorm_id from brainstorms where state = 'writing' order by started_at desc limit 1) desc limit 1"), CultureInfo.InvariantCulture);

    private async Task<string> Started(int minutes = 5, string how = "anonymous")
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await Starts(channel, minutes, how);
        return channel;
    }

    private async Task Starts(string channel, int minutes = 5, string how = "anonymous")
    {
        // Everything ends on a full minute; stories begin on one.
        bot.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - bot.Clock.GetUtcNow().UtcTicks % TimeSpan.TicksPerMinute));
        var priya = bot.As("priya");
        var form = (await priya.Types(channel, "/postmortem brainstorm")).View!;
        var started = await priya.Submits(form, new JsonObject { ["minutes"] = minutes, ["how"] = how });
        Assert.True(started.Closed, started.ToString());
        await bot.Settles();
    }

    private async Task<SlackView> Form(string who, string channel, SlackMessage? through = null) =>
        (await bot.As(who).Presses("Write causes", through ?? await bot.As(who).Sees(channel, "Brainstorm for"), channel)).View!;

    private async Task Writes(string who, string channel, string causes, string bone = "\u2014not-sure", SlackMessage? through = null)
    {
        var written = await bot.As(who).Submits(await Form(who, channel, through), new JsonObject { ["causes"] = causes, ["bone"] = bone });
        Assert.True(written.Closed, written.ToString());
    }

    private async Task<SlackView> Places(string who, string channel, string cause, int dots)
    {
        var person = bot.As(who);
        var view = (await person.Presses("Place dots", await person.Sees(channel, "The vote is on"), channel)).View!;
        var row = await bot.Stored<Guid>($"select note_id from fishbone_notes where text = '{cause}' and postmortem_id = (select postmortem_id from brainstorms where state = 'voting' order by started_at desc limit 1)");
        for (var dot = 0; dot < dots; dot++)
            view = (await person.Chooses("vote.place", row.ToString(), view, row.ToString())).View!;
        return view;
    }

    /// <summary>What somebody is told, and nobody else, for pressing.</summary>
    private async Task<string> Told(string who, string channel, string button)
    {
        var person = bot.As(who);
        var message = await person.Sees(channel, "Brainstorm for");
        await person.Presses(button, message, channel);
        return (await person.Reads(channel)).Last(reply => reply.IsEphemeral).Text;
    }

    private static string Row(SlackView list, string words) =>
        list.Raw["blocks"]!.AsArray().First(block => block!["type"]!.ToString() == "section" && Words.Of(block["text"]).Contains(words, StringComparison.Ordinal))!["block_id"]!.ToString();
}
