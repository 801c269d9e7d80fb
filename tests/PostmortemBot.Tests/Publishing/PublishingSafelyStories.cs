using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Review;

namespace PostmortemBot.Tests.Publishing;

/// <summary>Publishing cannot be taken back, so it looks twice.</summary>
public sealed class PublishingSafelyStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_channel_that_became_private_is_noticed_before_the_form_opens()
    {
        var channel = await ApprovedInPrivate();
        await StoredAsReadableByAll(channel);

        var form = await bot.As("maya").Presses("Publish", await Card(channel), channel);

        Assert.Contains("Who may read it?", form.View!.Text, StringComparison.Ordinal);
        Assert.True((await bot.As("maya").Submits(form.View, [])).Closed);
        await bot.Settles();
        Assert.Equal("channel published", await Stored(channel));
    }

    [Fact]
    public async Task A_channel_that_became_private_while_the_form_was_open_is_asked_about()
    {
        var channel = await ApprovedInPrivate();
        var form = await bot.As("maya").Presses("Publish", await Card(channel), channel);
        // The form of a public channel, as it was a moment ago.
        var open = form.View!.Raw.DeepClone().AsObject();
        open["private_metadata"] = open["private_metadata"]!.GetValue<string>().Replace(" channel", " workspace", StringComparison.Ordinal);
        await StoredAsReadableByAll(channel);

        var answer = await Submit(open);

        Assert.Equal("update", answer["response_action"]?.GetValue<string>());
        Assert.Contains("Who may read it?", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("channel approved", await Stored(channel));
    }

    [Fact]
    public async Task A_channel_that_the_bot_cannot_see_is_not_taken_for_a_public_one()
    {
        var channel = await ApprovedInPrivate();
        await StoredAsReadableByAll(channel);
        await bot.OrdersFault(new JsonObject { ["on"] = "conversations.info", ["kind"] = "error", ["error"] = "channel_not_found", ["times"] = 2 });

        var form = await bot.As("maya").Presses("Publish", await Card(channel), channel);
        Assert.Contains("Who may read it?", form.View!.Text, StringComparison.Ordinal);
        var submitted = await bot.As("maya").Submits(form.View, []);

        Assert.True(submitted.Closed, submitted.ToString());
        Assert.Equal("channel published", await Stored(channel));
        await bot.Settles();
    }

    [Fact]
    public async Task The_same_form_received_twice_publishes_once_and_closes_twice()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.IsApproved(channel);
        var form = await bot.As("maya").Presses("Publish", await Card(channel), channel);
        var open = form.View!.Raw.DeepClone().AsObject();
        Assert.True((await bot.As("maya").Submits(form.View, [])).Closed);

        var again = await Submit(open);
        var another = open.DeepClone().AsObject();
        another["id"] = "V0ANOTHER01";
        var other = await Submit(another);
        await bot.Settles();

        Assert.Null(again["response_action"]);
        Assert.Contains("is published already", other.ToJsonString(), StringComparison.Ordinal);
        Assert.Single(await bot.As("maya").Reads(channel), message => message.Text.Contains("the postmortem is published", StringComparison.Ordinal));
    }

    private async Task<JsonObject> Submit(JsonObject view)
    {
        view["state"] ??= new JsonObject { ["values"] = new JsonObject() };
        var payload = new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = "T0SANDBOX01", ["domain"] = "acme" },
            ["user"] = new JsonObject { ["id"] = "U0MAYA00001", ["username"] = "maya", ["team_id"] = "T0SANDBOX01" },
            ["api_app_id"] = "A0POSTMORT1",
            ["trigger_id"] = "1.2.3",
            ["view"] = view.DeepClone(),
        };
        using var request = SlackRequest.Form([new("payload", payload.ToJsonString())], bot.Clock.GetUtcNow());
        using var response = await bot.Bot.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadAsStringAsync();
        return answer.Length == 0 ? [] : JsonNode.Parse(answer)!.AsObject();
    }

    private async Task<string> ApprovedInPrivate()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya", "yuki");
        await bot.HasPostmortem(channel);
        await bot.IsApproved(channel);
        return channel;
    }

    private Task StoredAsReadableByAll(string channel) =>
        bot.Stores($"update postmortems p set audience = 'workspace' from channels c where c.workspace_id = p.workspace_id and c.channel_id = p.channel_id and c.name = '{channel}'");

    private Task<string> Stored(string channel) =>
        bot.Stored<string>($"select p.audience || ' ' || p.status from postmortems p join channels c using (workspace_id, channel_id) where c.name = '{channel}'");

    private Task<SlackMessage> Card(string channel) => bot.As("maya").Sees(channel, "*Timeline*");
}
