using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes.Fishbone;

public sealed class FishboneStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_card_s_button_and_the_command_show_the_default_bones()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);

        var pressed = (await bot.As("maya").Presses("Fishbone", card, channel)).View!;
        var typed = (await bot.As("devon").Types(channel, "/postmortem fishbone")).View!;
        Assert.StartsWith("Fishbone of PM-", typed.Title, StringComparison.Ordinal);
        foreach (var shown in (SlackView[])[pressed, typed])
        {
            Assert.Contains("People and skills · Process · Technology · Monitoring · Dependencies · Environment · Communication", shown.Text, StringComparison.Ordinal);
            Assert.Contains("Card payments failed for 45 minutes", shown.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Anybody_adds_many_causes_at_once_each_on_its_bone()
    {
        var channel = await HasPostmortem();
        var list = await Adds("yuki", channel, "- No canary\n\n  \nprocess: The review looked at the wrong file\n3. Alert came late: 40 minutes\nMonitoring:\nNo alert per region", "Technology");

        Assert.Contains("*Technology*  (2)", list.Text, StringComparison.Ordinal);
        Assert.Contains("*Process*  (1)", list.Text, StringComparison.Ordinal);
        Assert.Contains(":white_small_square: The review looked at the wrong file", list.Text, StringComparison.Ordinal);
        Assert.Contains("*Monitoring*  (1)", list.Text, StringComparison.Ordinal);
        Assert.Contains(":white_small_square: Alert came late: 40 minutes", list.Text, StringComparison.Ordinal);
        Assert.Contains("from <@U0YUKI00001>", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cause_is_edited_moved_and_taken_off_and_each_is_undone()
    {
        var channel = await HasPostmortem();
        var maya = bot.As("maya");
        var list = await Adds("maya", channel, "No canary", "Process");
        var id = Row(list, "No canary");

        var form = (await maya.Chooses("fishbone.menu", $"edit {id}", list, id)).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["text"] = "No canary step", ["bone"] = "Technology" })).View is not null);
        list = await Top(maya);
        Assert.Contains("*Technology*  (1)", list.Text, StringComparison.Ordinal);
        Assert.Contains("No canary step", list.Text, StringComparison.Ordinal);
        list = (await maya.Presses("Undo", list)).View!;
        Assert.Contains("*Process*  (1)", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No canary step", list.Text, StringComparison.Ordinal);

        form = (await maya.Chooses("fishbone.menu", $"bone {id}", list, id)).View!;
        await maya.Submits(form, new JsonObject { ["bone"] = "Monitoring" });
        list = await Top(maya);
        Assert.Contains("*Monitoring*  (1)", list.Text, StringComparison.Ordinal);
        list = (await maya.Presses("Undo", list)).View!;
        Assert.Contains("*Process*  (1)", list.Text, StringComparison.Ordinal);

        list = (await maya.Chooses("fishbone.menu", $"off {id}", list, id)).View!;
        Assert.DoesNotContain("No canary", list.Text, StringComparison.Ordinal);
        list = (await maya.Presses("Undo", list)).View!;
        Assert.Contains("No canary", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_cause_hangs_in_the_graph_and_is_on_the_fishbone_once()
    {
        var channel = await HasPostmortem();
        var maya = bot.As("maya");
        var list = await Adds("maya", channel, "No canary", "Process");
        var id = Row(list, "No canary");

        var form = (await maya.Chooses("fishbone.menu", $"move {id}", list, id)).View!;
        Assert.Contains("Nobody has stated it yet", form.Text, StringComparison.Ordinal);
        await maya.Submits(form, new JsonObject { ["problem"] = "Card payments failed", ["bone"] = "Technology" });
        await bot.Settles();

        list = await Top(maya);
        Assert.Contains("*Technology*  (1)", list.Text, StringComparison.Ordinal);
        Assert.Contains(":small_blue_diamond: No canary", list.Text, StringComparison.Ordinal);
        Assert.Equal(1, list.Text.Split("No canary").Length - 1);
        await maya.Sees(channel, "1 cause, deepest branch 1 why");

        // Taken out of the graph, it stands on the fishbone for itself again.
        var causes = (await maya.Types(channel, "/postmortem causes")).View!;
        var cause = await bot.Stored<Guid>($"select cause_id from fishbone_notes where note_id = '{id}'");
        await maya.Chooses("causes.menu", $"remove {cause}", causes, cause.ToString());
        list = (await maya.Types(channel, "/postmortem fishbone")).View!;
        Assert.Contains(":white_small_square: No canary", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_move_the_same_cause_make_one_of_it()
    {
        var channel = await HasPostmortem();
        var list = await Adds("maya", channel, "No canary", "Process");
        var id = Row(list, "No canary");
        var devonsList = (await bot.As("devon").Types(channel, "/postmortem fishbone")).View!;
        var mayas = (await bot.As("maya").Chooses("fishbone.menu", $"move {id}", list, id)).View!;
        var devons = (await bot.As("devon").Chooses("fishbone.menu", $"move {id}", devonsList, id)).View!;

        var answers = await Task.WhenAll(bot.As("maya").Submits(mayas, []), bot.As("devon").Submits(devons, []));
        Assert.Single(answers, answer => answer.Errors.Count > 0);
        Assert.Contains("moved it into the causes meanwhile", answers.Single(answer => answer.Errors.Count > 0).Errors["text"], StringComparison.Ordinal);
        Assert.Equal(1, await bot.Stored<int>("select count(*)::int from causes where text = 'No canary' and postmortem_id = (select postmortem_id from fishbone_notes where note_id = '" + id + "')"));
    }

    [Fact]
    public async Task A_cause_that_names_a_person_is_kept_and_one_question_is_offered()
    {
        var channel = await HasPostmortem();
        var maya = bot.As("maya");
        var list = (await maya.Types(channel, "/postmortem fishbone")).View!;
        var offered = await maya.Submits((await maya.Presses("Add causes", list)).View!, new JsonObject { ["causes"] = "No canary\nHuman error", ["bone"] = "Process" });

        Assert.Equal("Added. One question", offered.View!.Title);
        Assert.Contains("Human error", offered.View.Text, StringComparison.Ordinal);
        await maya.Submits(offered.View, new JsonObject { ["text"] = "The tool asks for the region by hand" });
        list = await Top(maya);
        Assert.Contains("The tool asks for the region by hand", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Human error", list.Text, StringComparison.Ordinal);
        Assert.Contains("*Process*  (2)", list.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- \n\t\n--\n")]
    [InlineData("Process:\n\n")]
    [InlineData("…")]
    public async Task Nothing_is_not_added(string typed)
    {
        var channel = await HasPostmortem();
        var maya = bot.As("maya");
        var form = (await maya.Presses("Add causes", (await maya.Types(channel, "/postmortem fishbone")).View!)).View!;
        var refused = await maya.Submits(form, new JsonObject { ["causes"] = typed });
        Assert.Contains("Write at least one cause", refused.Errors["causes"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_hundred_lines_are_refused_with_the_text_still_there_and_a_line_of_3000_is_taken()
    {
        var channel = await HasPostmortem();
        var maya = bot.As("maya");
        var form = (await maya.Presses("Add causes", (await maya.Types(channel, "/postmortem fishbone")).View!)).View!;
        var refused = await maya.Submits(form, new JsonObject { ["causes"] = string.Join('\n', Enumerable.Range(1, 500).Select(number => $"c{number}")) });
        Assert.Contains("500 lines; at most 100 fit at once", refused.Errors["causes"], StringComparison.Ordinal);

        await maya.Submits(form, new JsonObject { ["causes"] = "<b>" + new string('&', 2990) + "\"</b>" });
        Assert.Contains("*Not sure yet*  (1)", (await Top(maya)).Text, StringComparison.Ordinal);
        Assert.Equal(2998, await bot.Stored<int>("select max(length(text)) from fishbone_notes"));
    }

    [Fact]
    public async Task A_reader_of_another_channel_gets_nothing()
    {
        var channel = await bot.NewChannel(isPrivate: true, members: ["maya", "priya"]);
        await bot.HasPostmortem(channel);
        var key = $"PM-{await bot.Stored<int>("select max(number) from postmortems")}";
        var elsewhere = await bot.NewChannel();
        Assert.Contains("There is no such postmortem", (await bot.As("lars").Types(elsewhere, $"/postmortem fishbone {key}")).Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_postmortem_s_fishbone_is_read_and_not_changed()
    {
        var channel = await HasPostmortem();
        var list = await Adds("maya", channel, "No canary", "Process");
        var form = (await bot.As("maya").Presses("Add causes", list)).View!;
        await bot.Stores("update postmortems set status = 'published' where number = (select max(number) from postmortems)");

        var refused = await bot.As("maya").Submits(form, new JsonObject { ["causes"] = "Too late" });
        Assert.Contains("is published, so it no longer changes", refused.Errors["causes"], StringComparison.Ordinal);
        var read = (await bot.As("devon").Types(channel, "/postmortem fishbone")).View!;
        Assert.Contains("No canary", read.Text, StringComparison.Ordinal);
        Assert.Null(read.Button("Add causes"));
    }

    [Fact]
    public async Task The_drawing_comes_into_the_channel_as_a_picture()
    {
        var channel = await HasPostmortem();
        var list = await Adds("maya", channel, "No canary", "Process");
        await bot.As("maya").Presses("Draw it in the channel", list);
        await bot.Settles();

        var picture = (await bot.As("devon").Reads(channel)).SelectMany(message => message.Files).Single()!;
        Assert.EndsWith("-fishbone.png", picture["name"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_draws_the_fishbone_for_pages_and_as_a_mind_map_for_Markdown()
    {
        var channel = await HasPostmortem();
        await Adds("maya", channel, "No canary <script>\nThe engineer forgot the flag", "Process", offers: true);
        await bot.As("maya").Types(channel, "/postmortem report");
        await bot.Settles();

        var files = (await bot.As("maya").ReadsDirectMessages()).SelectMany(message => message.Files).Select(file => file!["name"]!.ToString()).ToList();
        Assert.Contains(files, name => name.EndsWith("-fishbone.png", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_than_a_page_is_turned()
    {
        var channel = await HasPostmortem();
        var list = await Adds("maya", channel, string.Join('\n', Enumerable.Range(1, 90).Select(number => $"Thing {number:00} was so")), "Process");
        Assert.DoesNotContain("Thing 41", list.Text, StringComparison.Ordinal);
        list = (await bot.As("maya").Presses("More (page 2 of 3) →", list)).View!;
        Assert.Contains("Thing 41", list.Text, StringComparison.Ordinal);
        list = (await bot.As("maya").Presses("← Back", list)).View!;
        Assert.Contains("Thing 01", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_causes_are_suggested_grouped_and_taken_apart_with_every_text_kept()
    {
        var channel = await HasPostmortem();
        var maya = bot.As("maya");
        var list = await Adds("maya", channel, "The alert came too late\nThe late alerts came after customers called\nThe alerts came late\nNo canary", "Monitoring");
        var groups = (await maya.Presses("Group similar", list)).View!;
        Assert.Contains("These share most of their words", groups.Text, StringComparison.Ordinal);
        groups = (await maya.Presses("Group these", groups)).View!;
        Assert.Contains("Every text is kept", groups.Text, StringComparison.Ordinal);

        list = (await maya.Types(channel, "/postmortem fishbone")).View!;
        Assert.Contains("also: The alerts came late", list.Text, StringComparison.Ordinal);
        var head = Row(list, "The alert came too late");
        list = (await maya.Chooses("fishbone.menu", $"apart {head}", list, head)).View!;
        Assert.DoesNotContain("also:", list.Text, StringComparison.Ordinal);

        // By hand, and the words of the first lead.
        groups = (await maya.Presses("Group similar", list)).View!;
        var grouped = await maya.Submits(groups, new JsonObject { ["same"] = new JsonArray(Row(list, "No canary"), head) });
        Assert.Contains("Grouped under “No canary”", grouped.View!.Text, StringComparison.Ordinal);
        Assert.Contains("at least two", (await maya.Submits(grouped.View, new JsonObject { ["same"] = new JsonArray() })).Errors["same"], StringComparison.Ordinal);
    }

    private async Task<string> HasPostmortem()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        return channel;
    }

    private async Task<SlackView> Adds(string who, string channel, string causes, string bone, bool offers = false)
    {
        var person = bot.As(who);
        var list = (await person.Types(channel, "/postmortem fishbone")).View!;
        var added = await person.Submits((await person.Presses("Add causes", list)).View!, new JsonObject { ["causes"] = causes, ["bone"] = bone });
        Assert.True(added.Errors.Count == 0, added.ToString());
        Assert.Equal(offers, added.View?.Title == "Added. One question");
        return await Top(person);
    }

    private static async Task<SlackView> Top(SlackUser person) => (await person.OpenModals())[^1];

    /// <summary>The id of the row that says so.</summary>
    private static string Row(SlackView list, string words) =>
        list.Raw["blocks"]!.AsArray().First(block => block!["type"]!.ToString() == "section" && Words.Of(block["text"]).Contains(words, StringComparison.Ordinal))!["block_id"]!.ToString();
}
