using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Hangfire.PostgreSql;
using Npgsql;

namespace PostmortemBot.Database;

/// <summary>
/// Brings the schema up to date at start. An advisory lock lets any number of processes start at once:
/// one migrates, the others wait and find nothing to do.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource source, ILogger<Migrator> logger)
{
    private const long LockKey = 0x706D_626F_745F_6D67; // "pmbot_mg"

    public async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@LockKey)", new { LockKey }, cancellationToken: cancellationToken));
        try
        {
            Upgrade(connectionString);
            PostgreSqlObjectsInstaller.Install(connection, "hangfire");
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@LockKey)", new { LockKey });
        }
    }

    private void Upgrade(string connectionString)
    {
        var result = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .JournalToPostgresqlTable("public", "schema_versions")
            .LogTo(new Quiet(this))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException(
                $"The migration {result.ErrorScript?.Name} failed, nothing of it was kept. Mend it and start again.", result.Error);
        }

        foreach (var script in result.Scripts)
            Migrated(logger, script.Name);
    }

    private sealed class Quiet(Migrator owner) : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args) { }
        public void LogDebug(string format, params object[] args) { }
        public void LogInformation(string format, params object[] args) { }
        public void LogWarning(string format, params object[] args) => Noted(owner.Logger, string.Format(format, args));
        public void LogError(string format, params object[] args) => Noted(owner.Logger, string.Format(format, args));
        public void LogError(Exception ex, string format, params object[] args) => Noted(owner.Logger, string.Format(format, args));
    }

    private ILogger Logger => logger;

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrated {Script}")]
    private static partial void Migrated(ILogger logger, string script);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Migration: {Text}")]
    private static partial void Noted(ILogger logger, string text);
}
