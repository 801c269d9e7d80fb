using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

/// <summary>An app behind a real HTTP door, and Slack in front of it.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string Secret = "c0ffee00c0ffee00c0ffee00c0ffee00";
    public const string Token = "xoxb-not-a-real-token";

    private readonly WebApplication app;

    private RunningApp(WebApplication app, FakeTimeProvider clock, LogLines log, Script script)
    {
        this.app = app;
        Clock = clock;
        Log = log;
        Script = script;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeTimeProvider Clock { get; }

    public LogLines Log { get; }

    public Script Script { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<RunningApp> Start(Action<SlackBuilder>? handlers = null, Action<IServiceCollection>? services = null, DateTimeOffset? now = null)
    {
        var clock = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<Script>();
        builder.Services.AddSlack(handlers).Configure<SlackOptions>(options =>
        {
            options.SigningSecret = ["an older secret", Secret];
            options.BotToken = Token;
        });
        services?.Invoke(builder.Services);
        var built = builder.Build();
        built.MapSlack("/slack/events");
        await built.StartAsync(TestContext.Current.CancellationToken);
        return new RunningApp(built, clock, log, built.Services.GetRequiredService<Script>());
    }

    public Task<HttpResponseMessage> Command(string command, string text = "") =>
        Send(SlackForms.Command(command, text), "application/x-www-form-urlencoded");

    public Task<HttpResponseMessage> Interaction(string payload) =>
        Send("payload=" + Uri.EscapeDataString(payload), "application/x-www-form-urlencoded");

    public Task<HttpResponseMessage> Event(string json) => Send(json, "application/json");

    public Task<HttpResponseMessage> Send(string body, string type, Action<HttpRequestMessage>? change = null) =>
        Send(Encoding.UTF8.GetBytes(body), type, change);

    public Task<HttpResponseMessage> Send(byte[] body, string type, Action<HttpRequestMessage>? change = null)
    {
        var request = Signed(body, type, Clock.GetUtcNow(), Secret);
        change?.Invoke(request);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static HttpRequestMessage Signed(byte[] body, string type, DateTimeOffset at, string secret)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var request = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = content };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Signature(body, timestamp, secret));
        return request;
    }

    public static string Signature(byte[] body, string timestamp, string secret) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body]));

    public static async Task<string> Body(HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode}: {body}");
        return body;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
