using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
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
using PostmortemBot.Testing.Recording;

namespace PostmortemBot.Testing;

/// <summary>The bot, an emulated Slack and a database of their own, talking over real HTTP; the clock is the test's.</summary>
public class BotFixture : IAsyncDisposable
{
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string BotToken = "xoxb-sandbox-token";
    public const string AppToken = "xapp-sandbox";

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

    public SlackUser As(string name, string team) => new(Sandbox, name, team);

    /// <summary>A browser of its own: a jar of cookies for the bot's pages.</summary>
    public InstallingBrowser NewBrowser() => new(Bot, Sandbox);

    public async ValueTask StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        _database = await TestDatabase.CreateAsync(MigrateAsync);
        _sandbox = SandboxServer.Create(
            ["--urls", "http://127.0.0.1:0", "--Sandbox:SigningSecret", SigningSecret, "--Sandbox:BotToken", BotToken, "--Sandbox:Manifest", ManifestPath()],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                builder.Services.AddPayloadRecord();
            });
        await _sandbox.StartAsync();
        Sandbox = new HttpClient { BaseAddress = new Uri(_sandbox.Urls.First()) };

        await StartBotAsync(settings);
    }

    /// <param name="settings">What is not as usual. With <c>Slack:SocketMode</c> everything goes over sockets, and there is no signing secret.</param>
    public async Task StartBotAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var isSocketMode = settings?.GetValueOrDefault("Slack:SocketMode") is "true";
        if (isSocketMode)
            await SwitchesSocketMode(isOn: true);
        _bot = BotServer.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            // Hangfire keeps the first logger factory it sees in a static; one that is never disposed serves every bot of the process.
            builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new LoggerFactory([Log])));
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postmortems"] = ConnectionString,
                ["Slack:BotToken"] = BotToken,
                ["Slack:SigningSecret"] = isSocketMode ? "" : SigningSecret,
                ["Slack:AppToken"] = isSocketMode ? AppToken : "",
                ["Slack:ApiBaseUrl"] = new Uri(Sandbox.BaseAddress!, "/api/").ToString(),
                ["Jobs:PollInterval"] = "00:00:00.050",
                // The stories of a class do the work of weeks in one workspace within seconds.
                ["Slack:Rates:chat.update"] = "1000",
                ["Slack:Rates:conversations.info"] = "1000",
                ["Slack:Rates:conversations.members"] = "1000",
                ["Slack:Rates:conversations.open"] = "1000",
                ["Slack:Rates:pins.add"] = "1000",
                ["Slack:Rates:views.publish"] = "1000",
            });
            if (settings is not null)
                builder.Configuration.AddInMemoryCollection(settings);
        });
        await _bot.StartAsync();
        Bot = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(_bot.Urls.First()) };
        var app = await Sandbox.PutAsJsonAsync("/sandbox/app", new JsonObject { ["request_url"] = new Uri(Bot.BaseAddress!, BotServer.SlackPath).ToString() });
        app.EnsureSuccessStatusCode();
        if (isSocketMode && settings?.ContainsKey("Slack:AppToken") is not true)
            await SocketsAre(1);
    }

    public async Task SwitchesSocketMode(bool isOn) =>
        (await Sandbox.PutAsJsonAsync("/sandbox/app", new JsonObject { ["socket_mode"] = isOn })).EnsureSuccessStatusCode();

    /// <summary>Waits until the bot has so many connections to Slack, and returns their numbers.</summary>
    public async Task<IReadOnlyList<int>> SocketsAre(int count)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var before = (await Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/changes?timeout_ms=0"))!["version"]!;
            var open = (await Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/sockets"))!["sockets"]!.AsArray();
            if (open.Count == count)
                return [.. open.Select(socket => socket!["connection"]!.GetValue<int>())];
            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(20))
                throw new TimeoutException($"{open.Count} connections instead of {count}: {open.ToJsonString()}\n{Log}");
            await Sandbox.GetStringAsync($"/sandbox/changes?after={before}&timeout_ms=200");
        }
    }

    public async Task AsksToLeave(string reason, int? connection = null) =>
        (await Sandbox.PostAsJsonAsync("/sandbox/sockets/disconnect", new JsonObject { ["reason"] = reason, ["connection"] = connection })).EnsureSuccessStatusCode();

    public async Task DropsSocket(int? connection = null) =>
        (await Sandbox.PostAsJsonAsync("/sandbox/sockets/drop", new JsonObject { ["connection"] = connection })).EnsureSuccessStatusCode();

    public async Task StopBotAsync() => await _bot.DisposeAsync();

    /// <summary>Whether <see cref="Settles"/> tries failed jobs again, for stories in which something breaks on purpose.</summary>
    public bool ExpectsFailures { get; set; }

    /// <summary>Runs everything that is due until nothing is left to do; a job that failed fails the test.</summary>
    public async Task Settles()
    {
        var outbox = _bot.Services.GetRequiredService<Outbox>();
        var monitor = _bot.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        var jobs = _bot.Services.GetRequiredService<IBackgroundJobClient>();
        var deadline = TimeProvider.System.GetTimestamp();
        List<(string Id, bool IsPaused, DateTimeOffset EnqueueAt)> scheduled;
        while (true)
        {
            // In this order, because work moves only from left to right: events on their way, outbox, queue, job.
            await Sandbox.GetStringAsync("/sandbox/idle");
            var relayed = await outbox.RelayAsync([], CancellationToken.None);
            var isRelayed = relayed.Count == 0 && await OutboxIsEmptyAsync();
            // What waits may become due, and what runs may be put back, so they are looked at before and after each other.
            scheduled = Scheduled(monitor);
            var statistics = monitor.GetStatistics();
            scheduled = scheduled.Count > 0 ? scheduled : Scheduled(monitor);
            var waiting = scheduled.Where(job => job.IsPaused || ExpectsFailures).ToList();
            if (isRelayed && statistics.Enqueued == 0 && statistics.Processing == 0 && waiting.Count == 0 && await OutboxIsEmptyAsync())
                break;
            if (TimeProvider.System.GetElapsedTime(deadline) > TimeSpan.FromSeconds(30))
                throw new TimeoutException($"Jobs are still running: {statistics.Enqueued} enqueued, {statistics.Processing} in work, {waiting.Count} put back.\n{Log}");
            // Hangfire looks for what is due every two seconds; nobody needs to wait for that here.
            foreach (var due in waiting.Where(job => !job.IsPaused || job.EnqueueAt <= TimeProvider.System.GetUtcNow()))
                jobs.ChangeState(due.Id, new EnqueuedState(), ScheduledState.StateName);
            await Task.Yield();
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
            await pause.WaitForNextTickAsync();
        }

        var failing = scheduled.Select(job => job.Id).Concat(monitor.ScheduledJobs(0, 10).Select(job => job.Key)).Concat(monitor.FailedJobs(0, 10).Select(job => job.Key)).Distinct().ToList();
        if (failing.Count > 0)
            throw new InvalidOperationException($"Jobs failed: {string.Join(", ", failing.Select(id => $"{id} ({monitor.JobDetails(id)?.History.FirstOrDefault()?.StateName}: {monitor.JobDetails(id)?.History.FirstOrDefault()?.Reason})"))}\n{Log}");
    }

    /// <summary>What waits: put back because Slack asked to wait, or to be tried again because it failed.</summary>
    private static List<(string Id, bool IsPaused, DateTimeOffset EnqueueAt)> Scheduled(IMonitoringApi monitor) =>
        monitor.ScheduledCount() == 0
            ? []
            : [.. monitor.ScheduledJobs(0, 1000)
                .Where(job => job.Value is not null)
                .Select(job => (job.Key, monitor.JobDetails(job.Key)?.History.FirstOrDefault()?.Reason == PauseFilter.Reason, new DateTimeOffset(DateTime.SpecifyKind(job.Value.EnqueueAt, DateTimeKind.Utc))))];

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

    /// <summary>Seals are made with a new key from now on; the old ones stay, to open what they sealed.</summary>
    public void ChangesDataProtectionKey() =>
        _bot.Services.GetRequiredService<IKeyManager>().CreateNewKey(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(90));

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
