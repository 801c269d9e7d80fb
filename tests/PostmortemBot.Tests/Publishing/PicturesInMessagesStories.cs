using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Review;

namespace PostmortemBot.Tests.Publishing;

/// <summary>The message that announces a report shows its pictures, as soon as Slack can.</summary>
public sealed class PicturesInMessagesStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_announcement_shows_the_pictures_that_are_in_its_thread()
    {
        var channel = await Approved();

        await Publish(channel);

        var message = await bot.As("maya").Sees(channel, "the postmortem is published");
        var image = Assert.Single(Images(message));
        Assert.Equal(await Uploaded(channel, message), image["slack_file"]!["id"]!.ToString());
        Assert.NotEqual("", image["alt_text"]!.ToString());
    }

    [Fact]
    public async Task A_picture_that_Slack_has_not_looked_into_yet_is_asked_for_again()
    {
        var channel = await Approved();

        await Publish(channel);

        var message = await bot.As("maya").Sees(channel, "the postmortem is published");
        Assert.Equal(2, await Asked("files.info", (await Uploaded(channel, message))!));
        Assert.Single(Images(message));
    }

    [Fact]
    public async Task Where_the_app_may_not_look_at_files_the_pictures_stay_in_the_thread()
    {
        var channel = await Approved();
        await bot.OrdersFault(new JsonObject { ["on"] = "files.info", ["kind"] = "error", ["error"] = "missing_scope", ["times"] = 1 });

        await Publish(channel);

        var message = await bot.As("maya").Sees(channel, "the postmortem is published");
        Assert.Empty(Images(message));
        Assert.NotNull(await Uploaded(channel, message));
        Assert.Contains("stay in the thread", string.Join("\n", bot.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_files_are_taken_the_announcement_stands_without_them()
    {
        var channel = await Approved();
        await bot.OrdersFault(new JsonObject { ["on"] = "files.getUploadURLExternal", ["kind"] = "error", ["error"] = "file_uploads_disabled", ["times"] = 1 });

        await Publish(channel);

        Assert.Empty(Images(await bot.As("maya").Sees(channel, "the postmortem is published")));
    }

    private async Task<string> Approved()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.As("devon").Types(channel, "/postmortem add 08:00 alert fired");
        await bot.Settles();
        await bot.IsApproved(channel);
        return channel;
    }

    private async Task Publish(string channel)
    {
        var form = await bot.As("maya").Presses("Publish", await bot.As("maya").Sees(channel, "*Timeline*"), channel);
        Assert.True((await bot.As("maya").Submits(form.View!, [])).Closed);
        await bot.Settles();
    }

    private async Task<string?> Uploaded(string channel, SlackMessage message) =>
        (await bot.As("maya").Reads(channel, message.Ts)).SelectMany(reply => reply.Files).Single(file => file!["name"]!.ToString().EndsWith("-timeline.png", StringComparison.Ordinal))!["id"]!.ToString();

    private async Task<int> Asked(string method, string about)
    {
        var log = JsonNode.Parse(await bot.Sandbox.GetStringAsync("/sandbox/calls"))!["calls"]!.AsArray();
        return log.Count(call => call!["name"]!.ToString() == method && call["request"]!.ToJsonString().Contains(about, StringComparison.Ordinal));
    }

    private static IReadOnlyList<JsonObject> Images(SlackMessage message) =>
        [.. message.Raw["blocks"]!.AsArray().OfType<JsonObject>().Where(block => block["type"]!.ToString() == "image")];
}
