using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace PostmortemBot.Sandbox.Tests;

/// <summary>A sandbox on a free port and an app behind it; everything goes over HTTP.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Token = "xoxb-test";
    public const string Payments = "C0PAYMENTS1";
    public const string Checkout = "C0CHECKOUT1";
    public const string Hidden = "C0HIDDEN001";
    public const string Secret = "C0SECRET001";
    public const string Maya = "U0MAYA00001";
    public const string Bot = "U0POSTMORT1";
    /// <summary>Worlds with nothing special about them are reset and used again: starting one costs half a second.</summary>
    private static readonly ConcurrentBag<World> Idle = [];
    private readonly WebApplication _sandbox;
    private readonly bool _plain;

    private World(WebApplication sandbox, StubApp app, FakeTimeProvider time, bool plain)
    {
        _sandbox = sandbox;
        _plain = plain;
        App = app;
        Time = time;
        Http = new HttpClient { BaseAddress = new Uri(sandbox.Urls.First()) };
    }

    public StubApp App { get; }
    public FakeTimeProvider Time { get; }
    public HttpClient Http { get; }

    public static async Task<World> StartAsync(string? manifest = null, string? dataFile = null, int ackMilliseconds = 3000, DateTimeOffset? now = null)
    {
        var plain = manifest is null && dataFile is null && ackMilliseconds == 3000 && now is null;
        if (plain && Idle.TryTake(out var idle)) return idle;
        var app = await StubApp.StartAsync();
        var time = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        var manifestFile = manifest is null ? null : Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        if (manifestFile is not null) await File.WriteAllTextAsync(manifestFile, manifest);
        var sandbox = SandboxServer.Create([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Sandbox:RequestUrl"] = app.Url,
                ["Sandbox:SigningSecret"] = StubApp.Secret,
                ["Sandbox:BotToken"] = Token,
                ["Sandbox:Manifest"] = manifestFile,
                ["Sandbox:DataFile"] = dataFile,
                ["Sandbox:AckMilliseconds"] = $"{ackMilliseconds}",
            });
        });
        await sandbox.StartAsync();
        return new World(sandbox, app, time, plain);
    }

    /// <summary>Calls the Web API with a JSON body.</summary>
    public Task<JsonObject> Slack(string method, object arguments, string? token = Token) => SendAsync(method, JsonContent.Create(arguments), token);

    /// <summary>Calls the Web API with a form.</summary>
    public Task<JsonObject> SlackForm(string method, string? token = Token, params (string Name, string Value)[] arguments) =>
        SendAsync(method, new FormUrlEncodedContent(arguments.Select(a => KeyValuePair.Create(a.Name, a.Value))), token);

    public async Task<JsonObject> SendAsync(string method, HttpContent content, string? token)
    {
        using var response = await RawAsync(method, content, token);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async Task<HttpResponseMessage> RawAsync(string method, HttpContent content, string? token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{method}") { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request);
    }

    public Task<JsonObject> As(string user, string act, object body) => Control(HttpMethod.Post, $"/sandbox/as/{user}/{act}", body);

    public Task<JsonObject> Get(string path) => Control(HttpMethod.Get, path, body: null);

    public Task<JsonObject> Post(string path, object body) => Control(HttpMethod.Post, path, body);

    public async Task<JsonObject> Control(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Default) };
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode}") : (JsonObject)JsonNode.Parse(text)!;
    }

    /// <summary>Waits until every event on its way has arrived.</summary>
    public async Task Settled() => Assert.True((bool)(await Get("/sandbox/idle"))["idle"]!);

    public async Task<string> Post(string channel, string text, object[]? blocks = null)
    {
        var answer = blocks is null ? await Slack("chat.postMessage", new { channel, text }) : await Slack("chat.postMessage", new { channel, text, blocks });
        Assert.True((bool)answer["ok"]!, answer.ToJsonString());
        return (string)answer["ts"]!;
    }

    public async Task<JsonArray> Messages(string user, string channel) => (JsonArray)(await Get($"/sandbox/as/{user}/messages?channel={channel}"))["messages"]!;

    /// <summary>Runs a command whose handler opens this view.</summary>
    public async Task<JsonObject> OpenModal(object view, string user = "maya")
    {
        var before = App.Answer;
        JsonObject? opened = null;
        App.Answer = async (received, http) =>
        {
            // An event may still be on its way.
            if (received.Json["trigger_id"] is null) return Microsoft.AspNetCore.Http.Results.Ok();
            opened = await Slack("views.open", new { trigger_id = (string)received.Json["trigger_id"]!, view });
            return Microsoft.AspNetCore.Http.Results.Ok();
        };
        var interaction = await As(user, "command", new { channel = Payments, text = "/postmortem new" });
        App.Answer = before;
        Assert.True((bool)opened!["ok"]!, opened.ToJsonString());
        return (JsonObject)interaction["view"]!;
    }

    public static object Modal(params object[] blocks) => new { type = "modal", title = Plain("Test"), submit = Plain("Send"), callback_id = "test", blocks };

    public static object Plain(string text) => new { type = "plain_text", text };

    public static object Input(string blockId, object element, bool optional = false) => new { type = "input", block_id = blockId, label = Plain("Label"), element, optional };

    public static object TextInput(string actionId = "a") => new { type = "plain_text_input", action_id = actionId };

    public static object Button(string actionId, string? value = null) =>
        new { type = "actions", block_id = "buttons", elements = new object[] { value is null ? new { type = "button", action_id = actionId, text = Plain("Press") } : new { type = "button", action_id = actionId, text = Plain("Press"), value } } };

    public async ValueTask DisposeAsync()
    {
        if (_plain)
        {
            await Settled();
            await Post("/sandbox/reset", new { });
            await Control(HttpMethod.Put, "/sandbox/app", new { request_url = App.Url, signing_secret = StubApp.Secret });
            App.Forget();
            Idle.Add(this);
            return;
        }
        Http.Dispose();
        await _sandbox.StopAsync();
        await _sandbox.DisposeAsync();
        await App.DisposeAsync();
    }
}
