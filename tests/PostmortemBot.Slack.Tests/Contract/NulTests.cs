using System.Text;
using PostmortemBot.Slack.Events;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.Contract;

/// <summary>U+0000 reaches no handler: a database would refuse it.</summary>
public sealed class NulTests
{
    [Theory]
    [InlineData("""a\u0000b""", "ab")]
    [InlineData("""\u0000""", "")]
    [InlineData("""\\u0000""", """\u0000""")]
    [InlineData("""\\\u0000x\\""", """\x\""")]
    [InlineData("""\u0001\"\u0000""", "\u0001\"")]
    public async Task It_is_taken_out_of_every_text_and_nothing_else_is(string typed, string arrived)
    {
        await using var app = await RunningApp.Start(Everything.Register);

        using var action = await app.Interaction(Interactions.Action("button", $""" "value":"{typed}" """));
        using var message = await app.Event(Deliveries.Callback($$"""{"type":"message","channel":"C1AAA","user":"U1AAA","ts":"1.2","text":"{{typed}}"}"""));

        Assert.Equal(arrived, app.Script.Seen.OfType<BlockActionRequest>().Single().Action.ChosenValue);
        Assert.Equal(arrived, app.Script.Seen.OfType<EventCallback<MessageEvent>>().Single().Event.Text);
    }

    [Fact]
    public async Task It_is_taken_out_of_every_field_of_a_command()
    {
        await using var app = await RunningApp.Start(Everything.Register);

        using var response = await app.Send(Encoding.ASCII.GetBytes("command=%2Fdeploy&team_id=T1%00&user_id=U%001&text=a%00b"), "application/x-www-form-urlencoded");

        var command = app.Script.Only<SlashCommand>();
        Assert.Equal(("T1", "U1", "ab"), (command.TeamId, command.UserId, command.Text));
    }
}
