using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PostmortemBot.Slack.Events;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.Setup;

public sealed class SetupTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(" , ")]
    public void Without_a_signing_secret_the_app_refuses_to_start_and_names_the_key(string? secret)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => App(null, ("Slack:SigningSecret", secret)).MapSlack("/slack/events"));

        Assert.Contains("Slack:SigningSecret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_signing_secret_the_app_refuses_to_start_even_when_no_door_is_mapped()
    {
        await using var app = App(null);

        await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null, "2", "Slack:AppToken is missing")]
    [InlineData("xoxb-1", "2", "begin with xapp-")]
    [InlineData("xapp-1", "11", "Slack:SocketConnections")]
    [InlineData("xapp-1", "0", "Slack:SocketConnections")]
    public void Socket_Mode_needs_an_app_token_and_at_most_ten_connections(string? token, string connections, string words)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Options(("Slack:SocketMode", "true"), ("Slack:AppToken", token), ("Slack:SocketConnections", connections)));

        Assert.Contains(words, Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_Mode_needs_no_signing_secret()
    {
        var options = Options(("Slack:SocketMode", "true"), ("Slack:AppToken", "xapp-1"));

        Assert.Equal((true, 2), (options.SocketMode, options.SocketConnections));
    }

    [Fact]
    public void Secrets_are_a_text_with_commas_or_a_list()
    {
        Assert.Equal(["a", "b"], Options(("Slack:SigningSecret", " a, b,")).SigningSecret, StringComparer.Ordinal);
        Assert.Equal(["a", "b"], Options(("Slack:SigningSecret:0", "a"), ("Slack:SigningSecret:1", "b")).SigningSecret, StringComparer.Ordinal);
    }

    [Fact]
    public void The_rest_of_the_section_is_read_too()
    {
        var options = Options(("Slack:SigningSecret", "a"), ("Slack:BotToken", "xoxb-1"), ("Slack:AppToken", "y"), ("Slack:ApiBaseUrl", "http://localhost:9/api/"), ("Slack:MaxRateLimitWait", "00:00:07"));

        Assert.Equal(("xoxb-1", "y", "http://localhost:9/api/", 7d), (options.BotToken, options.AppToken, options.ApiBaseUrl.AbsoluteUri, options.MaxRateLimitWait.TotalSeconds));
    }

    [Theory]
    [InlineData("Slack:BotToken", "xapp-1", "begin with xoxb-")]
    [InlineData("Slack:BotToken", "xoxp-1", "begin with xoxb-")]
    [InlineData("Slack:Rates:nonsense", "5", "is no method")]
    [InlineData("Slack:Rates:Chat.PostMessage", "5", "is no method")]
    [InlineData("Slack:Rates:chat.postMessage", "Infinity", "at most 100000")]
    [InlineData("Slack:MaxRateLimitWait", "5", "five days")]
    public void A_value_that_can_be_read_and_means_nothing_is_named(string key, string value, string words)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Options(("Slack:SigningSecret", "a"), (key, value)));

        Assert.Contains(key, Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_settings_are_all_named()
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Options(("Slack:ApiBaseUrl", "slack.com"), ("Slack:CallTimeout", "00:00:00")));

        Assert.Equal(3, refusal.Failures.Count());
    }

    [Fact]
    public void Two_handlers_for_one_id_are_refused_by_both_names()
    {
        static void Twice(SlackBuilder slack) => slack.BlockAction<Actor>("approve").BlockAction<Other>("approve");

        var refusal = Assert.Throws<InvalidOperationException>(() => App(Twice, ("Slack:SigningSecret", "a")).MapSlack("/slack/events"));

        Assert.Contains(typeof(Actor).FullName!, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(Other).FullName!, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_class_may_handle_one_id_of_several_kinds_and_features_may_be_added_one_by_one()
    {
        await using var app = App(Actor.Everything, ("Slack:SigningSecret", "a"));
        var handlers = app.Services.GetRequiredService<SlackHandlers>();

        Assert.Contains("form", handlers.Ids(HandlerKind.ViewSubmission), StringComparer.Ordinal);
        Assert.Contains("form", handlers.Ids(HandlerKind.ViewClosed), StringComparer.Ordinal);
        Assert.Equal(["channel_rename", "group_rename", "message", "pin_added", "reaction_added"], handlers.Ids(HandlerKind.Event).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(handlers, handler => Assert.Equal(typeof(Actor), handler.HandlerType));
    }

    [Fact]
    public async Task Several_handlers_may_listen_to_one_event()
    {
        await using var app = await RunningApp.Start(slack => slack.Event<ReactionAdded, Actor>().Event<ReactionAdded, Other>());

        using var response = await app.Event(SlackForms.Reaction());

        await RunningApp.Body(response);
        Assert.Equal(2, app.Script.Seen.Count);
    }

    [Fact]
    public void A_command_without_its_slash_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSlack(slack => slack.SlashCommand<Actor>("deploy")));

    [Fact]
    public void Every_method_of_the_api_ends_with_a_cancellation_token()
    {
        var library = typeof(ISlackApiClient).Assembly;
        var methods = library.GetExportedTypes()
            .Where(type => type.IsInterface && type.Name.EndsWith("Api", StringComparison.Ordinal) || type == typeof(ISlackApiClient) || type.Name.EndsWith("Handler", StringComparison.Ordinal) && type.IsInterface)
            .SelectMany(type => type.GetMethods())
            .Where(method => !method.IsSpecialName)
            .ToList();

        Assert.True(methods.Count > 25);
        Assert.All(methods, method => Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType));
    }

    [Fact]
    public void Every_event_says_which_of_Slacks_events_it_is()
    {
        var classes = typeof(Event).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Event)) && type != typeof(UnknownEvent)).ToList();

        Assert.True(classes.Count > 14);
        Assert.All(classes, type => Assert.NotEmpty(type.GetCustomAttributes<EventTypeAttribute>()));
        var names = classes.SelectMany(type => type.GetCustomAttributes<EventTypeAttribute>()).Select(attribute => attribute.Type).ToList();
        Assert.Distinct(names, StringComparer.Ordinal);
    }

    private static SlackOptions Options(params (string Key, string? Value)[] settings) =>
        App(null, settings).Services.GetRequiredService<IOptions<SlackOptions>>().Value;

    private static WebApplication App(Action<SlackBuilder>? handlers, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Script>().AddSlack().AddSlack(handlers);
        return builder.Build();
    }

    private sealed class Other(Script script) : IBlockActionHandler, IEventHandler<ReactionAdded>
    {
        public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) => script.Play(request, Ack.Done, cancellationToken);

        public Task<Ack> Handle(EventCallback<ReactionAdded> callback, CancellationToken cancellationToken) => script.Play(callback, Ack.Done, cancellationToken);
    }
}
