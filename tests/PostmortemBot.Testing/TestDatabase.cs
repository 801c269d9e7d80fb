using Npgsql;

namespace PostmortemBot.Testing;

/// <summary>A database of its own for each fixture, copied from one that was migrated once.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string Variable = "POSTMORTEMS_TEST_DB";

    private static readonly SemaphoreSlim TemplateGate = new(1, 1);
    private static string? _template;

    private readonly string _server;
    private readonly string _name;

    private TestDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30 }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <param name="migrate">Brings the template's schema up to date; called once a process.</param>
    public static async Task<TestDatabase> CreateAsync(Func<string, Task> migrate)
    {
        var server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set. Run ./dev test, or point it at a PostgreSQL whose user may create databases.");
        var template = await TemplateAsync(server, migrate);
        var name = $"pm_test_{Guid.CreateVersion7():N}";
        await TemplateGate.WaitAsync();
        try
        {
            await RunAsync(server, $"create database {name} template {template}");
        }
        finally
        {
            TemplateGate.Release();
        }

        return new TestDatabase(server, name);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var source = NpgsqlDataSource.Create(ConnectionString))
            NpgsqlConnection.ClearPool(source.CreateConnection());
        await RunAsync(_server, $"drop database if exists {_name} with (force)");
    }

    private static async Task<string> TemplateAsync(string server, Func<string, Task> migrate)
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (_template is not null)
                return _template;
            var name = $"pm_template_{Guid.CreateVersion7():N}";
            await RunAsync(server, $"create database {name}");
            var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
            await migrate(connectionString);
            return _template = name;
        }
        finally
        {
            TemplateGate.Release();
        }
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }
}
