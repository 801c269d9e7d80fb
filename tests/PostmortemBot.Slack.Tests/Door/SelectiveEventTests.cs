using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PostmortemBot.Slack.Events;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

/// <summary>A handler that wants few of many events is asked first, and nothing is kept of what nobody wants.</summary>
public sealed class SelectiveEventTests
{
    private readonly IEventReceipts receipts = Substitute.For<IEventReceipts>();

    public SelectiveEventTests() => receipts.TryClaim("T1", "Ev1", Arg.Any<CancellationToken>()).Returns(true);

    [Fact]
    public async Task What_nobody_wants_is_acknowledged_without_a_receipt()
    {
        await using var app = await Start(slack => slack.Event<MessageEvent, Choosy>());

        using var response = await app.Event(Said("no"));

        await RunningApp.Body(response);
        Assert.Empty(receipts.ReceivedCalls());
        Assert.Empty(app.Script.Seen);
    }

    [Fact]
    public async Task What_is_wanted_is_claimed_and_handled()
    {
        await using var app = await Start(slack => slack.Event<MessageEvent, Choosy>());

        using var response = await app.Event(Said("yes"));

        await RunningApp.Body(response);
        Assert.Single(app.Script.Seen);
        await receipts.Received(1).Complete("T1", "Ev1", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task What_cannot_be_decided_is_asked_for_again()
    {
        await using var app = await Start(slack => slack.Event<MessageEvent, Choosy>());

        using var response = await app.Event(Said("broken"));

        await RunningApp.Body(response, HttpStatusCode.InternalServerError);
        Assert.Empty(receipts.ReceivedCalls());
        app.Log.Only("could not be claimed");
    }

    [Fact]
    public async Task Only_those_get_it_that_want_it()
    {
        await using var app = await Start(slack => slack.Event<MessageEvent, Choosy>().Event<MessageEvent, Actor>());

        using var response = await app.Event(Said("no"));

        await RunningApp.Body(response);
        Assert.Single(app.Script.Seen);
        await receipts.Received(1).Complete("T1", "Ev1", Arg.Any<CancellationToken>());
    }

    private static string Said(string text) => SlackForms.Event($$"""{"type":"message","channel":"C1","user":"U1","text":"{{text}}","ts":"1.2","channel_type":"channel"}""");

    private Task<RunningApp> Start(Action<SlackBuilder> handlers) => RunningApp.Start(handlers, services => services.AddSingleton(receipts));

    private sealed class Choosy(Script script) : ISelectiveEventHandler<MessageEvent>
    {
        public ValueTask<bool> Wants(EventCallback<MessageEvent> callback, CancellationToken cancellationToken) =>
            callback.Event.Text == "broken" ? throw new InvalidOperationException("no") : new(callback.Event.Text == "yes");

        public Task<Ack> Handle(EventCallback<MessageEvent> callback, CancellationToken cancellationToken) => script.Play(callback, Ack.Done, cancellationToken);
    }
}
