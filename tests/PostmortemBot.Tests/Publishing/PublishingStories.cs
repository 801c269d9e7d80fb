using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Review;

namespace PostmortemBot.Tests.Publishing;

public sealed class PublishingStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_learnings_form_suggests_what_is_alike_and_keeps_what_was_written()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");

        var form = await maya.Presses("Write the learnings", card, channel);
        Assert.Contains("reliability forum", form.View!.Text, StringComparison.Ordinal);
        Assert.Contains("Repeats of this failure in the next 90 days", form.View.Text, StringComparison.Ordinal);
        var saved = await maya.Submits(form.View, new JsonObject { ["summary"] = "Payments <failed> & came back." });
        Assert.True(saved.Closed, saved.ToString());
        await bot.Settles();

        var again = await maya.Types(channel, "/postmortem notes");
        Assert.Contains("Payments <failed> & came back.", again.View!.Text, StringComparison.Ordinal);
        Assert.Contains("still to write: what went well", (await Card(channel)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_write_the_learnings_at_once_both_keep_their_words()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        var mayas = (await maya.Presses("Write the learnings", card, channel)).View!;
        var devons = (await devon.Presses("Write the learnings", card, channel)).View!;

        Assert.True((await devon.Submits(devons, new JsonObject { ["summary"] = "Devon's <summary>", ["lucky"] = "It was night" })).Closed);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        var asked = await maya.Submits(mayas, new JsonObject { ["summary"] = "Maya's summary", ["well"] = "The alert" });

        Assert.False(asked.Closed);
        Assert.Contains("<@U0DEVON0001> saved these learnings while you wrote", asked.View!.Text, StringComparison.Ordinal);
        Assert.Contains(">Devon's &lt;summary&gt;", asked.View.Text, StringComparison.Ordinal);
        Assert.Contains("Maya's summary", asked.View.Text, StringComparison.Ordinal);
        Assert.Contains("It was night", asked.View.Text, StringComparison.Ordinal);
        Assert.Equal("Devon's <summary>||It was night", await Notes(channel));
        var saved = await maya.Submits(asked.View, new JsonObject { ["summary.1"] = "Both summaries" });
        Assert.True(saved.Closed, saved.ToString());
        Assert.Equal("Both summaries|The alert|It was night", await Notes(channel));
        await bot.Settles();
    }

    [Fact]
    public async Task Who_changed_other_texts_is_not_asked()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        var mayas = (await maya.Presses("Write the learnings", card, channel)).View!;
        var devons = (await devon.Presses("Write the learnings", card, channel)).View!;

        Assert.True((await devon.Submits(devons, new JsonObject { ["summary"] = "Devon's", ["sharing"] = "Tell all" })).Closed);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await maya.Submits(mayas, new JsonObject { ["well"] = "The alert" })).Closed);

        Assert.Equal("Devon's|The alert|", await Notes(channel));
        Assert.Equal("Tell all", await bot.Stored<string>($"select p.sharing_plan from postmortems p join channels c using (workspace_id, channel_id) where c.name = '{channel}'"));
        await bot.Settles();
    }

    [Fact]
    public async Task The_report_is_sent_to_whoever_asks_marked_as_a_draft()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        await devon.Types(channel, "/postmortem add 08:00 alert fired");

        await devon.Types(channel, "/postmortem report");
        await bot.Settles();

        var files = FileNames(await devon.ReadsDirectMessages());
        Assert.Contains(files, name => name.EndsWith("-DRAFT-report.md", StringComparison.Ordinal));
        Assert.Contains(files, name => name.EndsWith("-DRAFT-report.html", StringComparison.Ordinal));
        Assert.Contains(files, name => name.EndsWith("-DRAFT-timeline.png", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_that_stopped_half_way_goes_on_there_and_is_sent_again_when_asked_again()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var lars = bot.As("lars");
        await bot.OrdersFault(new JsonObject { ["on"] = "files.completeUploadExternal", ["kind"] = "error", ["error"] = "fatal_error", ["times"] = 1 });

        await lars.Types(channel, "/postmortem report");
        await Recovers();

        var first = await lars.ReadsDirectMessages();
        Assert.Single(first, message => message.Text.Contains("of the report, as it stands now", StringComparison.Ordinal));
        Assert.Equal(FileNames(first).Distinct(), FileNames(first));
        Assert.Equal(2, FileNames(first).Count);
        await lars.Types(channel, "/postmortem report");
        await bot.Settles();
        Assert.Equal(4, FileNames(await lars.ReadsDirectMessages()).Count);
    }

    [Fact]
    public async Task Where_files_are_not_taken_the_message_says_so_once()
    {
        var channel = await bot.NewChannel(isPrivate: false, withBot: true, "maya", "yuki", "priya");
        await bot.HasPostmortem(channel);
        await bot.OrdersFault(new JsonObject { ["on"] = "files.getUploadURLExternal", ["kind"] = "error", ["error"] = "file_uploads_disabled", ["times"] = 1 });

        await bot.As("yuki").Types(channel, "/postmortem report");
        await bot.Settles();

        Assert.Single(await bot.As("yuki").ReadsDirectMessages(), message => message.Text.Contains("takes no files now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_it_is_signed_off_publishing_is_refused()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);

        var typed = await bot.As("maya").Types(channel, "/postmortem publish");
        Assert.Contains("is not approved yet", typed.Message!.Text, StringComparison.Ordinal);
        Assert.Null(card.Button("Publish"));
    }

    [Fact]
    public async Task What_was_taken_off_after_the_sign_off_needs_another_one_too()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var added = await bot.As("devon").Types(channel, "/postmortem add 08:00 alert fired");
        await bot.IsApproved(channel);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.As("devon").Presses("Remove", added.Message!, channel);

        var refused = await bot.As("maya").Types(channel, "/postmortem publish");

        Assert.Contains("“Timeline” changed after", refused.Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_after_the_sign_off_needs_another_one()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.IsApproved(channel);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.As("devon").Types(channel, "/postmortem add 08:00 alert fired");

        var refused = await bot.As("maya").Types(channel, "/postmortem publish");

        Assert.Contains("“Timeline” changed after Yuki Tanaka approved it. Ask for review again", refused.Message!.Text, StringComparison.Ordinal);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.Settles();
        await bot.IsApproved(channel);
        Assert.NotNull((await bot.As("maya").Types(channel, "/postmortem publish")).View);
    }

    [Fact]
    public async Task Publishing_posts_a_summary_with_the_report_in_the_channel_and_the_knowledge_channel()
    {
        var knowledge = await KnowledgeChannel();
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.As("devon").Types(channel, "/postmortem add 08:00 alert fired");
        await bot.Settles();
        await bot.IsApproved(channel);

        await Publish(channel);

        foreach (var place in new[] { channel, knowledge })
        {
            var message = await bot.As("maya").Sees(place, "the postmortem is published");
            Assert.Contains("4,200 customers could not pay", message.Text, StringComparison.Ordinal);
            Assert.Contains("resolved after *45 min*", message.Text, StringComparison.Ordinal);
            var files = FileNames(await bot.As("maya").Reads(place, message.Ts));
            Assert.Equal(3, files.Count);
            Assert.Contains(files, name => name.EndsWith("report.md", StringComparison.Ordinal) && !name.Contains("DRAFT", StringComparison.Ordinal));
        }

        Assert.Contains("Published", (await Card(channel)).Text, StringComparison.Ordinal);
        var again = await bot.As("maya").Types(channel, "/postmortem publish");
        await bot.Settles();
        Assert.Contains("is published already", again.Message!.Text, StringComparison.Ordinal);
        Assert.Single(await bot.As("maya").Reads(knowledge), message => message.Text.Contains("the postmortem is published", StringComparison.Ordinal) && message.Text.Contains(Reviews.Key(again.Message.Text), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_one_stays_with_its_channel_unless_opened_on_purpose()
    {
        var knowledge = await KnowledgeChannel();
        var kept = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya", "yuki");
        await bot.HasPostmortem(kept, "maya", ("title", "A secret outage"));
        await bot.IsApproved(kept);
        await Publish(kept);
        Assert.DoesNotContain(await bot.As("lars").Reads(knowledge), message => message.Text.Contains("A secret outage", StringComparison.Ordinal));

        var opened = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya", "yuki");
        await bot.HasPostmortem(opened, "maya", ("title", "An opened outage"));
        await bot.IsApproved(opened);
        await Publish(opened, new JsonObject { ["audience"] = "workspace" });
        await bot.As("lars").Sees(knowledge, "An opened outage");
        Assert.Equal(1, await bot.Stored<long>("select count(*) from postmortems p join incidents i using (workspace_id, incident_id) where i.title = 'An opened outage' and p.audience = 'workspace'"));
    }

    [Theory]
    [InlineData("workspace", "leader was lost (message in another channel)")]
    [InlineData("channel", "leader was lost ([message](<https://acme.slack.com/archives/")]
    public async Task Links_into_a_private_channel_are_told_to_its_members_only(string audience, string told)
    {
        await KnowledgeChannel();
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya", "yuki");
        await bot.HasPostmortem(channel, "maya", ("title", "An outage with a link"));
        var said = await bot.As("yuki").Says(channel, "leader was lost");
        await bot.As("yuki").Reacts(channel, said.Ts, "pushpin");
        await bot.Settles();
        await bot.IsApproved(channel);

        await Publish(channel, new JsonObject { ["audience"] = audience });

        var published = await bot.As("maya").Sees(channel, "the postmortem is published");
        var report = (await bot.As("maya").Reads(channel, published.Ts)).SelectMany(message => message.Files).Last(file => $"{file!["name"]}".EndsWith("report.md", StringComparison.Ordinal));
        var markdown = await bot.Sandbox.GetStringAsync($"/sandbox/files/{report!["id"]}", TestContext.Current.CancellationToken);
        Assert.Contains(told, markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_bot_may_not_post_the_facilitator_hears_what_to_do_and_publishing_stands()
    {
        var closed = await bot.NewChannel(isPrivate: true, withBot: false, "maya", "priya");
        var id = await ChannelId(closed);
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.Stores($"insert into settings (workspace_id, knowledge_channel_id, updated_at) select workspace_id, '{id}', now() from workspaces on conflict (workspace_id) do update set knowledge_channel_id = excluded.knowledge_channel_id");
        await bot.IsApproved(channel);

        await Publish(channel);

        var told = (await bot.As("priya").ReadsDirectMessages()).Last();
        Assert.Contains("/invite @postmortem", told.Text, StringComparison.Ordinal);
        await bot.As("maya").Sees(channel, "the postmortem is published");
    }

    /// <summary>The first run fails, and is tried again at once instead of after its pause.</summary>
    private async Task Recovers()
    {
        bot.ExpectsFailures = true;
        await bot.Settles();
        bot.ExpectsFailures = false;
    }

    private Task<string> Notes(string channel) =>
        bot.Stored<string>($"select concat_ws('|', p.summary, p.went_well, p.got_lucky) from postmortems p join channels c using (workspace_id, channel_id) where c.name = '{channel}'");

    private async Task Publish(string channel, JsonObject? values = null)
    {
        var form = await bot.As("maya").Presses("Publish", await Card(channel), channel);
        var view = form.View ?? throw new InvalidOperationException($"No form opened: {form}");
        var submitted = await bot.As("maya").Submits(view, values ?? []);
        Assert.True(submitted.Closed, submitted.ToString());
        await bot.Settles();
    }

    private async Task<string> KnowledgeChannel()
    {
        var name = await bot.NewChannel(isPrivate: false, withBot: false, "maya", "lars");
        var id = await ChannelId(name);
        await bot.As("maya").Types(name, "/postmortem help");
        await bot.Stores($"insert into workspaces (workspace_id, created_at) values ('{await WorkspaceId()}', now()) on conflict do nothing");
        await bot.Stores($"insert into settings (workspace_id, knowledge_channel_id, updated_at) values ('{await WorkspaceId()}', '{id}', now()) on conflict (workspace_id) do update set knowledge_channel_id = excluded.knowledge_channel_id");
        return name;
    }

    private async Task<string> WorkspaceId() => (await Workspace())["team"]!["id"]!.ToString();

    private async Task<string> ChannelId(string name) =>
        (await Workspace())["channels"]!.AsArray().First(channel => channel!["name"]!.ToString() == name)!["id"]!.ToString();

    private async Task<JsonNode> Workspace() => JsonNode.Parse(await bot.Sandbox.GetStringAsync("/sandbox/workspace"))!;

    private static List<string> FileNames(IReadOnlyList<SlackMessage> messages) => [.. messages.SelectMany(message => message.Files).Select(file => file!["name"]!.ToString())];

    private Task<SlackMessage> Card(string channel) => bot.As("maya").Sees(channel, "*Timeline*");
}
