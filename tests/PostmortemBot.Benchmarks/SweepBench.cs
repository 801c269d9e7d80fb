using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PostmortemBot.Database;
using PostmortemBot.Features.Reminders;

namespace PostmortemBot.Benchmarks;

/// <summary>The hourly sweep on the worst of all hours: everybody's morning has come, and everything is overdue.</summary>
internal sealed class SweepBench(string server, Report report)
{
    private const int Owners = 5_000;
    private const double MostSeconds = 10;
    private const double MostMegabytes = 300;

    // A Wednesday, and a moment within the working hours of every zone below.
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 9, 5, 0, TimeSpan.Zero);

    private static readonly string[] Zones =
    [
        "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Europe/Madrid", "Africa/Lagos", "Europe/Athens", "Africa/Cairo", "Africa/Johannesburg", "Europe/Kyiv", "Africa/Nairobi",
        "Asia/Riyadh", "Asia/Dubai", "Asia/Karachi", "Asia/Tashkent", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Australia/Perth",
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var few = await MeasureAsync(10_000, sweepers: 1, cancellationToken);
        var many = await MeasureAsync(100_000, sweepers: 1, cancellationToken);
        var two = await MeasureAsync(100_000, sweepers: 2, cancellationToken);
        report.AddSeconds("sweep: 10,000 items due", few, MostSeconds / 10 + 1);
        report.AddSeconds("sweep: 100,000 items of 5,000 owners in 20 zones", many, MostSeconds);
        report.AddSeconds("the same by two bots at once", two, 2 * MostSeconds);
        using var process = Process.GetCurrentProcess();
        report.AddFigure("memory of the sweeping process, at most", process.PeakWorkingSet64 / 1e6, "MB", MostMegabytes);
    }

    /// <summary>Seconds from the beginning to the last job being asked for.</summary>
    private async Task<double> MeasureAsync(int items, int sweepers, CancellationToken cancellationToken)
    {
        var name = $"bench_sweep_{Guid.CreateVersion7():N}";
        await RunAsync(server, $"create database {name}", cancellationToken);
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 60 }.ConnectionString;
        try
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync(connectionString, cancellationToken);
            await RunAsync(connectionString, Seed(items), cancellationToken);
            var database = new PostgresDatabase(source);
            var clock = new FakeTimeProvider(Now);
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, sweepers).Select(_ => new SweepReminders(database, new ReminderClocks(database), new SweepStore(database), clock).RunAsync(cancellationToken)));
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await CheckAsync(source, items, cancellationToken);
            return seconds;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync(server, $"drop database if exists {name} with (force)", CancellationToken.None);
        }
    }

    private async Task CheckAsync(NpgsqlDataSource source, int items, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select (select count(*) from reminder_deliveries), (select count(*) from outbox), (select count(distinct subject_id) from outbox)");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetInt64(0) != items || reader.GetInt64(1) != Owners || reader.GetInt64(2) != Owners)
            report.AddTrouble($"The sweep of {items} items planned {reader.GetInt64(0)} lines in {reader.GetInt64(1)} messages to {reader.GetInt64(2)} people.");
    }

    private static string Seed(int items) => string.Create(CultureInfo.InvariantCulture, $"""
        insert into workspaces (workspace_id, created_at) values ('T1', '2026-10-01');
        insert into people (workspace_id, user_id, display_name, time_zone, refreshed_at)
        select 'T1', 'U' || n, 'Somebody', (array['{string.Join("','", Zones)}'])[n % {Zones.Length} + 1], '2026-12-01'
        from generate_series(1, {Owners}) n;
        insert into incidents (workspace_id, incident_id, title, kind, severity, created_at)
        select 'T1', md5('i' || n)::uuid, 'Incident ' || n, 'incident', 'SEV-2', '2026-10-01'
        from generate_series(1, 500) n;
        insert into postmortems (workspace_id, postmortem_id, number, incident_id, channel_id, audience, status, facilitator_id, created_by, created_at, updated_at)
        select 'T1', md5('p' || n)::uuid, n, md5('i' || n)::uuid, 'C' || n, case when n % 5 = 0 then 'channel' else 'workspace' end, 'published', 'U' || n, 'U' || n, '2026-10-01', '2026-10-01'
        from generate_series(1, 500) n;
        insert into channel_members (workspace_id, channel_id, user_id)
        select 'T1', 'C' || channel, 'U' || person
        from generate_series(5, 500, 5) channel, generate_series(1, {Owners}) person;
        insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, owner_id, due_on, type, priority, created_by, created_at, content_changed_at, updated_at)
        select 'T1', gen_random_uuid(), n, md5('p' || (n % 500 + 1))::uuid, 'Change ' || n, 'U' || (n % {Owners} + 1), date '2026-12-01' - n % 40, 'prevent', 'P2', 'U1', '2026-10-02', '2026-10-02', '2026-10-02'
        from generate_series(1, {items}) n;
        analyze;
        """);

    private static async Task RunAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 300 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
