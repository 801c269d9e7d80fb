using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Review;

/// <summary>Deciding from the Home tab, where the answer comes as a modal. At most one review waits there at a time.</summary>
public sealed class ReviewAtHomeStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task An_approval_stands_when_the_thanks_cannot_be_said()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        await bot.AsksForReview(channel, card, "", "U0LARS00001");
        var home = await Home("lars");
        await bot.OrdersFault(new JsonObject { ["on"] = "views.open", ["kind"] = "error", ["error"] = "expired_trigger_id", ["times"] = 1 });

        var pressed = await bot.As("lars").Presses("Approve", home);
        await bot.Settles();

        Assert.Null(pressed.Problem);
        Assert.Equal(200, pressed.Status);
        Assert.DoesNotContain(await bot.As("lars").ReadsDirectMessages(), message => message.Text.Contains("Slack refused", StringComparison.Ordinal));
        Assert.Equal("approved", await bot.Stored<string>($"select p.status from postmortems p join channels c using (workspace_id, channel_id) where c.name = '{channel}'"));
    }

    [Fact]
    public async Task Approving_on_the_Home_tab_is_thanked_for_and_not_called_undone()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        await bot.AsksForReview(channel, card, "", "U0LARS00001");

        var pressed = await bot.As("lars").Presses("Approve", await Home("lars"));

        Assert.Equal("PostmortemBot", pressed.View!.Title);
        Assert.Contains("You approved", pressed.View.Text, StringComparison.Ordinal);
        await bot.Settles();
    }

    private async Task<SlackView> Home(string name)
    {
        await bot.As(name).OpensHome();
        await bot.Settles();
        return await bot.As(name).SeesHome();
    }
}
