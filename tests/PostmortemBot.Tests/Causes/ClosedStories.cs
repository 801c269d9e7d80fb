using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Review;

namespace PostmortemBot.Tests.Causes;

/// <summary>The thread of whys once the postmortem is published: it says so, says where the report is, and asks nobody.</summary>
public sealed class ClosedStories(StartedBot bot) : IClassFixture<StartedBot>
{
    private static readonly string[] Asking = ["Answer", "Add another cause", "Edit the problem", "Edit", "Stop here", "Remove", "Accept", "Not an answer", "It is an answer", "It took both", "They say the same", "Write causes", "Place dots", "Start a vote"];

    [Fact]
    public async Task Publishing_closes_every_message_of_the_analysis_and_says_where_the_report_is()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Retries had no limit");
        await bot.Adds("devon", channel, thread, "Why 1", "Nobody had set a quota");
        await bot.As("yuki").Says(channel, "The lease outlived its node", thread);
        await bot.As("yuki").Says(channel, "Limits are copied by hand", thread);
        await bot.Settles();
        await bot.As("maya").Presses("Not an answer", await bot.As("maya").Sees(channel, "Limits are copied by hand", thread), channel);
        var brainstorm = (await bot.As("priya").Types(channel, "/postmortem brainstorm 5")).View;
        if (brainstorm is not null)
            Assert.True((await bot.As("priya").Submits(brainstorm, [])).Closed);
        await bot.Settles();
        Assert.Contains(await Everything(channel, thread), message => message.Button("Accept") is not null);

        bot.Clock.Advance(TimeSpan.FromSeconds(5));
        await bot.IsApproved(channel);
        var opened = await bot.As("maya").Types(channel, "/postmortem publish");
        var form = opened.View ?? throw new InvalidOperationException(opened.ToString());
        Assert.True((await bot.As("maya").Submits(form, [])).Closed);
        await bot.Settles();

        var messages = await Everything(channel, thread);
        Assert.All(messages, message => Assert.DoesNotContain(Asking, button => message.Button(button) is not null));
        var root = messages.Single(message => message.Ts == thread);
        Assert.Contains("The analysis is closed: PM-", root.Text, StringComparison.Ordinal);
        Assert.Contains("`/postmortem report PM-", root.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("just reply here", root.Text, StringComparison.Ordinal);
        Assert.NotNull(root.Button("Read the report"));
        await bot.As("lars").Presses("Read the report", root, channel);
        Assert.Contains(messages, message => message.Text.Contains("Nobody answered this. The analysis is closed", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Text.Contains("Nobody took this reply as an answer before", StringComparison.Ordinal));

        // Opened again, it asks again.
        await bot.Stores($"""
            with opened as (
                update postmortems set status = 'draft', published_at = null where whys_ts = '{thread}' returning workspace_id, postmortem_id)
            insert into outbox (workspace_id, job, subject_id, created_at) select workspace_id, 'whys.thread', postmortem_id, now() from opened
            """);
        await bot.Settles();
        messages = await Everything(channel, thread);
        foreach (var button in (string[])["Answer", "Accept", "It is an answer", "Write causes"])
            Assert.Contains(messages, message => message.Button(button) is not null);
        Assert.Contains("just reply here", messages.Single(message => message.Ts == thread).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_pressed_before_its_message_is_drawn_again_is_answered_kindly()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "Retries had no limit here");
        var prompt = (await bot.As("lars").Reads(channel, thread)).Last(message => message.Button("Answer") is not null);
        await bot.Stores($"update postmortems set status = 'published', published_at = now() where whys_ts = '{thread}'");

        foreach (var button in (string[])["Answer", "Add another cause", "Stop here", "Remove", "Edit"])
        {
            var pressed = await bot.As("lars").Presses(button, prompt, channel);
            Assert.Null(pressed.View);
            Assert.Contains("is published, so it no longer changes", (await bot.As("lars").Reads(channel, thread))[^1].Text, StringComparison.Ordinal);
        }

        await bot.As("yuki").Says(channel, "Too late to be an answer", thread);
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<long>("select count(*) from cause_replies where text = 'Too late to be an answer'"));
    }

    private async Task<List<SlackMessage>> Everything(string channel, string thread) =>
        [.. (await bot.As("maya").Reads(channel)).Where(message => message.Text.Contains("Brainstorm", StringComparison.Ordinal)), .. await bot.As("maya").Reads(channel, thread)];
}
