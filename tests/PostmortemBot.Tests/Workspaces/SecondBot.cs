using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PostmortemBot.Features.Workspaces.Installing;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Tests.Workspaces;

/// <summary>Another process of the same bot, on the same database; it serves no requests.</summary>
internal sealed class SecondBot(InstallableBot first) : IAsyncDisposable
{
    private WebApplication _bot = null!;

    public Task StartAsync(string botToken = "")
    {
        _bot = BotServer.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new LoggerFactory([first.Log])));
            builder.Services.AddSingleton<TimeProvider>(first.Clock);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postmortems"] = first.ConnectionString,
                ["Slack:SigningSecret"] = Testing.BotFixture.SigningSecret,
                ["Slack:BotToken"] = botToken,
                ["Slack:ClientId"] = "sandbox-client",
                ["Slack:ClientSecret"] = "sandbox-client-secret",
                ["Web:PublicUrl"] = "https://postmortems.example.com",
                ["Slack:ApiBaseUrl"] = new Uri(first.Sandbox.BaseAddress!, "/api/").ToString(),
            });
        });
        return Task.CompletedTask;
    }

    /// <summary>What its clock would start.</summary>
    public Task RefreshesTokens() => _bot.Services.GetRequiredService<RefreshTokens>().RunAsync(CancellationToken.None);

    /// <summary>Where the client takes its tokens from.</summary>
    public ISlackTokens Tokens => _bot.Services.GetRequiredService<ISlackTokens>();

    /// <summary>What the door asks.</summary>
    public ISlackInstallations Installations => _bot.Services.GetRequiredService<ISlackInstallations>();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();
}
