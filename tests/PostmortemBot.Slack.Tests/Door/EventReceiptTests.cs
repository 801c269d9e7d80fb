using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PostmortemBot.Slack.Events;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

public sealed class EventReceiptTests
{
    private readonly IEventReceipts receipts = Substitute.For<IEventReceipts>();

    public EventReceiptTests() => receipts.TryClaim("T1", "Ev1", Arg.Any<CancellationToken>()).Returns(true);

    [Fact]
    public async Task An_event_is_claimed_handled_and_completed_in_this_order()
    {
        await using var app = await Start();

        using var response = await app.Event(SlackForms.Reaction());

        await RunningApp.Body(response);
        Assert.Equal([nameof(IEventReceipts.TryClaim), nameof(IEventReceipts.Complete)], receipts.ReceivedCalls().Select(call => call.GetMethodInfo().Name), StringComparer.Ordinal);
        Assert.Single(app.Script.Seen);
        await receipts.DidNotReceive().Release(Arg.Any<string>(), Arg.Any<string>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task An_event_whose_handler_throws_is_released_and_asked_for_again()
    {
        await using var app = await Start();
        app.Script.Does = (_, _) => throw new InvalidOperationException("no");

        using var response = await app.Event(SlackForms.Reaction());

        await RunningApp.Body(response, HttpStatusCode.InternalServerError);
        await receipts.Received(1).Release("T1", "Ev1", Arg.Any<CancellationToken>());
        await receipts.DidNotReceive().Complete(Arg.Any<string>(), Arg.Any<string>(), Arg.Any<CancellationToken>());
        app.Log.Only("Event 'reaction_added' failed in Actor");
    }

    [Fact]
    public async Task A_repeat_that_comes_while_the_event_is_handled_shares_its_fate()
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var goesOn = new TaskCompletionSource<object?>();
        app.Script.Does = (_, _) => goesOn.Task;
        var first = app.Event(SlackForms.Reaction());
        await app.Script.Started.WaitAsync(TestContext.Current.CancellationToken);

        var repeat = app.Event(SlackForms.Reaction());
        using var other = await app.Command("/nothing");
        goesOn.SetException(new InvalidOperationException("no"));

        foreach (var delivery in new[] { first, repeat })
        {
            using var response = await delivery;
            await RunningApp.Body(response, HttpStatusCode.InternalServerError);
        }
    }

    [Fact]
    public async Task An_event_claimed_before_is_acknowledged_and_not_handled()
    {
        receipts.TryClaim("T1", "Ev1", Arg.Any<CancellationToken>()).Returns(false);
        await using var app = await Start();

        using var response = await app.Event(SlackForms.Reaction());

        await RunningApp.Body(response);
        Assert.Empty(app.Script.Seen);
    }

    [Fact]
    public async Task An_event_nobody_wants_is_acknowledged_without_a_receipt()
    {
        await using var app = await Start();

        using var response = await app.Event(SlackForms.Event("""{"type":"team_join"}"""));

        await RunningApp.Body(response);
        Assert.Empty(receipts.ReceivedCalls());
    }

    [Fact]
    public async Task When_receipts_cannot_be_kept_Slack_is_asked_to_send_again()
    {
        receipts.TryClaim("T1", "Ev1", Arg.Any<CancellationToken>()).Returns(_ => Task.FromException<bool>(new IOException("the database is away")));
        await using var app = await Start();

        using var response = await app.Event(SlackForms.Reaction());

        await RunningApp.Body(response, HttpStatusCode.InternalServerError);
        Assert.Empty(app.Script.Seen);
        app.Log.Only("could not be claimed");
    }

    [Fact]
    public async Task Without_a_store_an_event_is_still_handled_once_and_again_only_after_a_failure()
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var fails = true;
        app.Script.Does = (_, _) => fails ? throw new InvalidOperationException("no") : Task.FromResult<object?>(null);

        using var first = await app.Event(SlackForms.Reaction());
        fails = false;
        using var second = await app.Event(SlackForms.Reaction());
        using var third = await app.Event(SlackForms.Reaction());
        using var other = await app.Event(SlackForms.Reaction("Ev2"));

        await RunningApp.Body(first, HttpStatusCode.InternalServerError);
        await RunningApp.Body(second);
        await RunningApp.Body(third);
        Assert.Equal(["Ev1", "Ev1", "Ev2"], app.Script.Seen.Cast<EventCallback<ReactionAdded>>().Select(callback => callback.EventId), StringComparer.Ordinal);
    }

    private Task<RunningApp> Start() => RunningApp.Start(Actor.Everything, services => services.AddSingleton(receipts));
}
