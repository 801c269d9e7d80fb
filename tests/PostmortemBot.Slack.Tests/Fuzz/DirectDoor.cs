using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PostmortemBot.Slack.Tests.Contract;
using PostmortemBot.Slack.Tests.Door;

namespace PostmortemBot.Slack.Tests.Fuzz;

/// <summary>The real door with a handler of every kind, called without a network between.</summary>
public sealed class DirectDoor : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RequestDelegate open;

    public DirectDoor()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Errors);
        builder.Services.AddSingleton<TimeProvider>(Clock).AddSingleton(Script);
        builder.Services.AddSlack(Everything.Register).Configure<SlackOptions>(options =>
        {
            options.SigningSecret = [RunningApp.Secret];
            options.BotToken = RunningApp.Token;
        });
        app = builder.Build();
        app.MapSlack("/slack/events");
        open = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Single().RequestDelegate!;
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public Script Script { get; } = new();

    public ErrorLines Errors { get; } = new();

    public async Task<(int Status, byte[] Body)> Send(byte[] body, string type)
    {
        var timestamp = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Body = new MemoryStream(body, writable: false);
        context.Request.ContentType = type;
        context.Request.ContentLength = body.Length;
        context.Request.Headers["X-Slack-Request-Timestamp"] = timestamp;
        context.Request.Headers["X-Slack-Signature"] = RunningApp.Signature(body, timestamp, RunningApp.Secret);
        context.Response.Body = answer;
        await open(context);
        await context.Response.BodyWriter.FlushAsync();
        return (context.Response.StatusCode, answer.ToArray());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>Keeps only what must not happen.</summary>
public sealed class ErrorLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
