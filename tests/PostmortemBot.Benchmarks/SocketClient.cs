using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Benchmarks;

/// <summary>An app that is reached by Socket Mode and does nothing but answer; <c>bolt/client.js</c> is the same in Node.</summary>
internal static class SocketClient
{
    public static async Task RunAsync(string api)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IConfiguration>(builder.Configuration);
        builder.Services.AddSlack(slack => slack.SlashCommand<Answers>("/bench").BlockAction<Answers>("approve").Event<AppMention, Answers>());
        builder.Services.Configure<SlackOptions>(options =>
        {
            options.SocketMode = true;
            options.SocketConnections = 1;
            options.AppToken = "xapp-bench";
            options.ApiBaseUrl = new Uri(api);
        });
        await builder.Build().RunAsync();
    }

    private sealed class Answers : ISlashCommandHandler, IBlockActionHandler, IEventHandler<AppMention>
    {
        public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) =>
            Task.FromResult(SlashCommandResponse.Ephemeral($"ok {command.Text}"));

        public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) => Ack.DoneTask;

        public Task<Ack> Handle(EventCallback<AppMention> callback, CancellationToken cancellationToken) => Ack.DoneTask;
    }
}
