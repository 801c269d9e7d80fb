using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PostmortemBot.Database;
using PostmortemBot.Features.Home;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Benchmarks;

/// <summary>What drawing the Home tab of somebody with many action items takes, from the database to the blocks.</summary>
internal sealed class HomeRows(string server, Report report)
{
    private const int Runs = 200;
    private const double Limit = 100;
    private static readonly Reader Owner = new("T1BENCH", "U1BENCH");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var name = $"bench_home_{Guid.CreateVersion7():N}";
        await ExecuteAsync(server, $"create database {name}", cancellationToken);
        var database = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        await using var bot = BotServer.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:Postmortems"] = database,
                ["Slack:BotToken"] = "xoxb-bench",
                ["Slack:SigningSecret"] = SignedRequests.Secret,
            });
        });
        try
        {
            await MeasureAllAsync(bot.Services, database, cancellationToken);
        }
        finally
        {
            await ExecuteAsync(server, $"drop database {name} with (force)", CancellationToken.None);
        }
    }

    private async Task MeasureAllAsync(IServiceProvider services, string database, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<Migrator>().MigrateAsync(database, cancellationToken);
        await ExecuteAsync(database, WorkspaceSql, cancellationToken);
        foreach (var items in new[] { 500, 10_000 })
        {
            await ExecuteAsync(database, ItemsSql.Replace(":items", $"{items}", StringComparison.Ordinal), cancellationToken);
            await MeasureAsync(services, items, cancellationToken);
        }
    }

    private async Task MeasureAsync(IServiceProvider services, int items, CancellationToken cancellationToken)
    {
        var sections = services.GetServices<IHomeSection>().OrderBy(section => section.Order).ToList();
        var person = await services.GetRequiredService<People>().GetAsync(Owner.WorkspaceId, Owner.UserId, cancellationToken);
        var took = new List<double>(Runs);
        // The first ones are compiled, planned and read from disk.
        for (var run = -20; run < Runs; run++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var drawn = new List<IReadOnlyList<Block>>(sections.Count);
            foreach (var section in sections)
                drawn.Add(await section.BlocksAsync(Owner, cancellationToken));
            var blocks = HomeTab.Blocks(person, drawn);
            var milliseconds = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            if (blocks.Count is < 30 or > 100)
                throw new InvalidOperationException($"{blocks.Count} blocks were drawn for {items} items.");
            if (run >= 0)
                took.Add(milliseconds);
        }

        took.Sort();
        report.AddFigure($"the Home tab of a person with {items:N0} action items, p50", took[Runs / 2], "ms", Limit);
        report.AddFigure($"the Home tab of a person with {items:N0} action items, p99", took[Runs * 99 / 100], "ms");
    }

    private static async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A workspace of 300 postmortems in 60 channels, with 20,000 items of others.</summary>
    private const string WorkspaceSql = """
        insert into workspaces (workspace_id, created_at) values ('T1BENCH', now());
        insert into people (workspace_id, user_id, display_name, refreshed_at)
        select 'T1BENCH', 'U' || n || 'BENCH', 'Person ' || n, now() from generate_series(1, 50) n;
        insert into channels (workspace_id, channel_id, name, is_private, bot_is_member, refreshed_at)
        select 'T1BENCH', 'C' || n, 'channel-' || n, n % 2 = 0, true, now() from generate_series(1, 60) n;
        insert into channel_members (workspace_id, channel_id, user_id)
        select 'T1BENCH', 'C' || n, 'U' || m || 'BENCH' from generate_series(1, 60) n, generate_series(1, 50) m where m = 1 or (n + m) % 3 = 0;
        insert into incidents (workspace_id, incident_id, title, kind, severity, created_at)
        select 'T1BENCH', ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Incident ' || n, 'incident', 'SEV-2', now() from generate_series(1, 300) n;
        insert into postmortems (workspace_id, postmortem_id, number, incident_id, channel_id, audience, status, facilitator_id, created_by, created_at, updated_at)
        select 'T1BENCH', ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, n, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'C' || (n % 60 + 1),
            case when n % 2 = 0 then 'workspace' else 'channel' end, 'published', 'U2BENCH', 'U2BENCH', now(), now()
        from generate_series(1, 300) n;
        insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, owner_id, due_on, type, priority, state, created_by, created_at, content_changed_at, updated_at)
        select 'T1BENCH', gen_random_uuid(), n, ('00000000-0000-7000-9000-' || lpad((n % 300 + 1)::text, 12, '0'))::uuid, 'Item of somebody else ' || n, 'U' || (n % 49 + 2) || 'BENCH', current_date + n % 60 - 30,
            'detect', 'P' || n % 4, case when n % 3 = 0 then 'done' else 'open' end, 'U2BENCH', now(), now(), now()
        from generate_series(1, 20000) n;
        """;

    private const string ItemsSql = """
        delete from action_items where owner_id = 'U1BENCH';
        insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, owner_id, due_on, type, priority, created_by, created_at, content_changed_at, updated_at)
        select 'T1BENCH', gen_random_uuid(), 100000 + n, ('00000000-0000-7000-9000-' || lpad((n % 300 + 1)::text, 12, '0'))::uuid, 'Item to see to ' || n, 'U1BENCH', current_date + n % 60 - 30,
            'detect', 'P' || n % 4, 'U2BENCH', now(), now(), now()
        from generate_series(1, :items) n;
        analyze;
        """;
}
