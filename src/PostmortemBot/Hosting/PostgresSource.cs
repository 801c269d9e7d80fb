using System.Data;
using Hangfire.PostgreSql;
using Npgsql;

namespace PostmortemBot.Hosting;

/// <summary>The pool of connections, tuned for short statements and a quick "no" when the server is away.</summary>
public static class PostgresSource
{
    public const string Key = "ConnectionStrings:Postmortems";

    public static NpgsqlDataSource Build(IConfiguration configuration)
    {
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Postmortems"));
        settings.ApplicationName ??= "PostmortemBot";
        // Slack waits three seconds; who cannot connect in two should hear it at once.
        settings.Timeout = Math.Min(settings.Timeout, 2);
        // A server that hangs does not answer a cancellation either.
        settings.CancellationTimeout = -1;
        settings.CommandTimeout = Math.Min(settings.CommandTimeout, 15);
        settings.MaxAutoPrepare = Math.Max(settings.MaxAutoPrepare, 60);
        settings.Enlist = true;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}

/// <summary>Hangfire draws on the same pool, so that its rows can join our transactions.</summary>
internal sealed class HangfireConnections(NpgsqlDataSource source) : IConnectionFactory
{
    public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
}
