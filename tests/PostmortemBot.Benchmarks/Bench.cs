using Npgsql;

namespace PostmortemBot.Benchmarks;

/// <summary>What <c>./dev bench</c> hands over.</summary>
internal sealed record BenchSettings
{
    public required string Database { get; init; }
    public required string Bot { get; init; }
    public required string BotDirectory { get; init; }
    public required string Sandbox { get; init; }
    public required string Logs { get; init; }
    /// <summary>Where Slack's own client is installed; null when there is no Node.</summary>
    public string? Bolt { get; init; }
    public int Seconds { get; init; } = 10;
}

/// <summary>Starts what is measured, measures it, one thing at a time, and stops it.</summary>
internal sealed class Bench(BenchSettings settings, Report report)
{
    private const int WarmUpSeconds = 5;
    private const int OpenLoopPerSecond = 300;
    private const int OpenLoopSeconds = 20;

    private readonly string _directory = Directory.CreateTempSubdirectory("postmortembot-bench-").FullName;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MeasureAsync(cancellationToken);
        }
        finally
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var bareDatabase = await CreateDatabaseAsync("bench_bare", "create table bare_entry (id bigint generated always as identity primary key, body text not null, created_at timestamptz not null default now())");
        var loop = new ClosedLoop(_directory);
        await using var bare = await StartBareAsync(bareDatabase, cancellationToken);
        var bot = await TryAsync("the bot", () => StartBotAsync(cancellationToken));
        try
        {
            var entry = bot is null ? null : await TryAsync("the submission", () => TimelineEntry.OpenAsync(bot.SandboxAddress, _directory, cancellationToken));
            var submission = (entry ?? TimelineEntry.Sample()).Body;

            var a = await loop.RunAsync(new Target { Name = "(a) bare endpoint: signature, answer", Address = new Uri(bare.Address, "/bare"), Body = HelpCommand.Body, Answer = BareServer.Answer }, WarmUpSeconds, settings.Seconds, cancellationToken);
            report.Add(a);
            if (bot is not null && await TryAsync("the command", () => HelpAsync(bot.Events, cancellationToken)) is { } help)
                report.Add(await loop.RunAsync(help, WarmUpSeconds, settings.Seconds, cancellationToken), a, "(a)", 0.3);

            var b = await loop.RunAsync(
                new Target { Name = "(b) the same with one insert", Address = new Uri(bare.Address, "/insert"), Body = submission, Answer = BareServer.Answer, CountStored = () => CountAsync(bareDatabase, "select count(*) from bare_entry") },
                WarmUpSeconds, settings.Seconds, cancellationToken);
            report.Add(b);
            if (bot is null || entry is null)
                return;

            var d = new Target { Name = "(d) a timeline entry through the bot", Address = bot.Events, Body = submission, Answer = "", CountStored = () => CountAsync(bot.Database, TimelineEntry.CountSql) };
            report.Add(await loop.RunAsync(d, WarmUpSeconds, settings.Seconds, cancellationToken), b, "(b)", 0.3);
            var open = d with { Name = $"(d) at {OpenLoopPerSecond} a second, {OpenLoopSeconds} s" };
            report.AddOpenLoop(await OpenLoop.RunAsync(open, OpenLoopPerSecond, OpenLoopSeconds, first: 5_000_000_000, cancellationToken), 25);
            await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
            report.AddFigure("resident memory after the load", bot.Process.ResidentMegabytes(), "MB", 250);
        }
        finally
        {
            if (bot is not null)
                await bot.DisposeAsync();
        }
    }

    private async Task<RunningBare> StartBareAsync(string database, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var process = await ServerProcess.StartAsync(
            Environment.ProcessPath!, AppContext.BaseDirectory, ["bare", "--url", address.ToString().TrimEnd('/'), "--database", database],
            new Dictionary<string, string>(StringComparer.Ordinal), new Uri(address, "/health/ready"), Path.Combine(settings.Logs, "bare.log"), cancellationToken);
        return new RunningBare(process, address);
    }

    private async Task<RunningBot> StartBotAsync(CancellationToken cancellationToken)
    {
        var database = await CreateDatabaseAsync("bench_bot", null);
        var sandboxAddress = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var botAddress = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var events = new Uri(botAddress, "/slack/events");
        var sandbox = await ServerProcess.StartAsync(
            settings.Sandbox, Path.GetDirectoryName(settings.Sandbox)!, ["--urls", sandboxAddress.ToString().TrimEnd('/')],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Sandbox__RequestUrl"] = events.ToString(),
                ["Sandbox__SigningSecret"] = SignedRequests.Secret,
                ["Sandbox__BotToken"] = "xoxb-bench",
                ["Logging__LogLevel__Default"] = "Warning",
            },
            new Uri(sandboxAddress, "/sandbox/workspace"), Path.Combine(settings.Logs, "sandbox.log"), cancellationToken);

        Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(
            settings.Bot, settings.BotDirectory, ["--urls", botAddress.ToString().TrimEnd('/')],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ConnectionStrings__Postmortems"] = database,
                ["Slack__BotToken"] = "xoxb-bench",
                ["Slack__SigningSecret"] = SignedRequests.Secret,
                ["Slack__AppToken"] = "",
                ["Slack__ApiBaseUrl"] = new Uri(sandboxAddress, "/api/").ToString(),
                ["Web__PublicUrl"] = botAddress.ToString().TrimEnd('/'),
            },
            new Uri(botAddress, "/health/ready"), Path.Combine(settings.Logs, "bot.log"), cancellationToken);

        try
        {
            // The first start migrates; the middle one of the next three counts.
            var startUps = new List<double>();
            for (var n = 0; n < 3; n++)
            {
                await using var process = await StartAsync();
                if (n > 0)
                    startUps.Add(process.StartUp.TotalMilliseconds);
            }

            var bot = await StartAsync();
            startUps.Add(bot.StartUp.TotalMilliseconds);
            report.AddFigure("cold start to /health/ready, migrated database", startUps.Order().ElementAt(1), "ms", 3000);
            await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
            report.AddFigure("resident memory idle", bot.ResidentMegabytes(), "MB", 150);
            return new RunningBot(bot, sandbox, sandboxAddress, events, database);
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks once; every answer of the run must then be the same.</summary>
    private static async Task<Target> HelpAsync(Uri events, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var request = SignedRequests.Message(events, HelpCommand.Body(0));
        using var response = await http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode && answer.Contains("/postmortem", StringComparison.Ordinal)
            ? new Target { Name = "(c) /postmortem help through the bot", Address = events, Body = HelpCommand.Body, Answer = answer }
            : throw new InvalidOperationException($"/postmortem help was answered with {(int)response.StatusCode} {answer}");
    }

    private async Task<T?> TryAsync<T>(string what, Func<Task<T>> attempt)
        where T : class
    {
        try
        {
            return await attempt();
        }
        catch (Exception problem) when (problem is InvalidOperationException or HttpRequestException or System.ComponentModel.Win32Exception)
        {
            report.AddTrouble($"{what} could not be measured: {problem.Message}");
            return null;
        }
    }

    private async Task<string> CreateDatabaseAsync(string name, string? schema)
    {
        await ExecuteAsync(settings.Database, $"create database {name}");
        var database = new NpgsqlConnectionStringBuilder(settings.Database) { Database = name }.ConnectionString;
        if (schema is not null)
            await ExecuteAsync(database, schema);

        return database;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record RunningBare(ServerProcess Process, Uri Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }

    private sealed record RunningBot(ServerProcess Process, ServerProcess Sandbox, Uri SandboxAddress, Uri Events, string Database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Process.DisposeAsync();
            await Sandbox.DisposeAsync();
        }
    }
}
