using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PostmortemBot.Database;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Sandbox;
using PostmortemBot.Slack;

namespace PostmortemBot.Testing;

/// <summary>The bot, an emulated Slack and a database of their own, talking over real HTTP; the clock is the test's.</summary>
public class BotFixture : IAsyncDisposable
{
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string BotToken = "xoxb-sandbox-token";

    /// <summary>A Monday morning.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private int _channels;
    private TestDatabase _database = null!;
    private WebApplication _sandbox = null!;
    private WebApplication _bot = null!;

    public FakeTimeProvider Clock { get; } = new(Monday);

    /// <summary>What the bot logged, for tests of what is and is not in a log.</summary>
    public CollectedLog Log { get; } = new();

    public HttpClient Sandbox { get; private set; } = null!;

    /// <summary>The bot's own address, for requests that Slack would not send.</summary>
    public HttpClient Bot { get; private set; } = null!;

    public string ConnectionString => _database.ConnectionString;

    /// <summary>What the bot answers to in Slack, for tests that try every door.</summary>
    public SlackHandlers Handlers => _bot.Services.GetRequiredService<SlackHandlers>();

    public SlackUser As(string name) => new(Sandbox, name);

    public async ValueTask StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        _database = await TestDatabase.CreateAsync(MigrateAsync);
        _sandbox = SandboxServer.Create(
            ["--urls", "http://127.0.0.1:0", "--Sandbox:SigningSecret", SigningSecret, "--Sandbox:BotToken", BotToken, "--Sandbox:Manifest", ManifestPath()],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            });
        await _sandbox.StartAsync();
        Sandbox = new HttpClient { BaseAddress = new Uri(_sandbox.Urls.First()) };

        await StartBotAsync(settings);
    }

    public async Task StartBotAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        _bot = BotServer.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            // Hangfire keeps the first logger factory it sees in a static; one that is never disposed serves every bot of the process.
            builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new LoggerFactory([Log])));
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postmortems"] = ConnectionString,
                ["Slack:BotToken"] = BotToken,
                ["Slack:SigningSecret"] = SigningSecret,
                ["Slack:ApiBaseUrl"] = new Uri(Sandbox.BaseAddress!, "/api/").ToString(),
                ["Jobs:PollInterval"] = "00:00:00.050",
            });
            if (settings is not null)
                builder.Configuration.AddInMemoryCollection(settings);
        });
        await _bot.StartAsync();
        Bot = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_bot.Urls.First()) };
        var app = await Sandbox.PutAsJsonAsync("/sandbox/app", new JsonObject { ["request_url"] = new Uri(Bot.BaseAddress!, BotServer.SlackPath).ToString() });
        app.EnsureSuccessStatusCode();
    }

    public async Task StopBotAsync() => await _bot.DisposeAsync();

    /// <summary>Runs everything that is due until nothing is left to do; a job that failed fails the test.</summary>
    public async Task Settles()
    {
        var outbox = _bot.Services.GetRequiredService<Outbox>();
        var monitor = _bot.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // In this order, because work moves only from left to right: events on their way, outbox, queue, job.
            await Sandbox.GetStringAsync("/sandbox/idle");
            var relayed = await outbox.RelayAsync([], CancellationToken.None);
            var isRelayed = relayed.Count == 0 && await OutboxIsEmptyAsync();
            var statistics = monitor.GetStatistics();
            if (isRelayed && statistics.Enqueued == 0 && statistics.Processing == 0 && await OutboxIsEmptyAsync())
                break;
            if (TimeProvider.System.GetElapsedTime(deadline) > TimeSpan.FromSeconds(30))
                throw new TimeoutException($"Jobs are still running: {statistics.Enqueued} enqueued, {statistics.Processing} in work.\n{Log}");
            await Task.Yield();
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
            await pause.WaitForNextTickAsync();
        }

        var failing = monitor.ScheduledJobs(0, 10).Select(job => job.Key).Concat(monitor.FailedJobs(0, 10).Select(job => job.Key)).ToList();
        if (failing.Count > 0)
            throw new InvalidOperationException($"Jobs failed: {string.Join(", ", failing)}\n{Log}");
    }

    /// <summary>Runs a recurring job now, as its clock would.</summary>
    public async Task Recurs(string id)
    {
        _bot.Services.GetRequiredService<IRecurringJobManager>().Trigger(id);
        await Settles();
    }

    /// <summary>Asks the database one question.</summary>
    public async Task<T> Stored<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync())!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task Stores(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A channel of its own for a test, with the bot and everybody named in it.</summary>
    public async Task<string> NewChannel(bool isPrivate = false, bool withBot = true, params string[] members)
    {
        var name = $"incident-{Interlocked.Increment(ref _channels)}-{Guid.CreateVersion7():N}"[..24];
        var inside = members.Length > 0 ? members : ["maya", "devon", "yuki", "priya", "lars"];
        var answer = await Sandbox.PostAsJsonAsync("/sandbox/channels", new JsonObject
        {
            ["name"] = name,
            ["is_private"] = isPrivate,
            ["members"] = new JsonArray([.. inside.Concat(withBot ? ["postmortem"] : []).Select(member => JsonValue.Create(member))]),
        });
        answer.EnsureSuccessStatusCode();
        return name;
    }

    public async Task ChangesPerson(string userId, JsonObject change) =>
        (await Sandbox.PatchAsJsonAsync($"/sandbox/users/{userId}", change)).EnsureSuccessStatusCode();

    public async Task OrdersFault(JsonObject fault) =>
        (await Sandbox.PostAsJsonAsync("/sandbox/faults", fault)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        Bot?.Dispose();
        Sandbox?.Dispose();
        if (_bot is not null)
            await _bot.DisposeAsync();
        if (_sandbox is not null)
            await _sandbox.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A bot with these settings that is not started: for looking at what is registered, and at what refuses to start.</summary>
    public static WebApplication Assemble(IReadOnlyDictionary<string, string?> settings) => BotServer.Create(["--urls", "http://127.0.0.1:0"], builder =>
    {
        // See StartBotAsync: Hangfire's static keeps the factory.
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(NullLoggerFactory.Instance));
        builder.Configuration.AddInMemoryCollection(settings);
    });

    /// <summary>The folder that holds the solution.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PostmortemBot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from inside the repository.");
    }

    private static string ManifestPath() => Path.Combine(Root(), "manifest", "slack-app.yaml");

    private async Task<bool> OutboxIsEmptyAsync() => await Stored<long>("select count(*) from outbox") == 0;

    private static async Task MigrateAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync(connectionString, CancellationToken.None);
    }
}
