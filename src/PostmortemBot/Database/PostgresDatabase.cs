using System.Data;
using Dapper;
using Npgsql;

namespace PostmortemBot.Database;

/// <summary>The one way to PostgreSQL: opens a connection, runs a statement, passes the token on.</summary>
public sealed class PostgresDatabase(NpgsqlDataSource source)
{
    static PostgresDatabase() => DapperSetup.Apply();

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken))).AsList();
    }

    public async Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));
    }

    public async Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));
    }

    /// <summary>Runs several statements as one. Only for what one statement cannot say.</summary>
    public async Task<T> InTransactionAsync<T>(Func<PostgresTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var result = await work(new PostgresTransaction(connection, transaction, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Runs the work while nobody else, in any process, runs work under the same name.</summary>
    public async Task AloneAsync(string name, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(AloneSql, new { Name = name }, transaction, cancellationToken: cancellationToken));
        await work();
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The same, for work that may hang: whoever comes second does not wait for the first.</summary>
    /// <returns>False: somebody is at it, and nothing was done.</returns>
    public async Task<bool> TryAloneAsync(string name, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(TryAloneSql, new { Name = name }, transaction, cancellationToken: cancellationToken)))
            return false;
        await work();
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private const string TryAloneSql = """
        -- PostgresDatabase.TryAlone
        select pg_try_advisory_xact_lock(hashtextextended(@Name, 0))
        """;

    private const string AloneSql = """
        -- PostgresDatabase.Alone
        select pg_advisory_xact_lock(hashtextextended(@Name, 0))
        """;
}

public sealed class PostgresTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
{
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, transaction, cancellationToken: cancellationToken))).AsList();

    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments) =>
        connection.QueryFirstOrDefaultAsync<T?>(new CommandDefinition(sql, arguments, transaction, cancellationToken: cancellationToken));

    public Task<int> ExecuteAsync(string sql, object? arguments) =>
        connection.ExecuteAsync(new CommandDefinition(sql, arguments, transaction, cancellationToken: cancellationToken));
}
