using System.Net.Mime;
using PostmortemBot.Database;

namespace PostmortemBot.Hosting;

/// <summary>Whether start-up is through.</summary>
public sealed class ReadyState
{
    private volatile bool _isSet;

    public bool IsSet => _isSet;

    public void Set() => _isSet = true;
}

/// <summary>/health/live: the process answers. /health/ready: the database does too.</summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<ReadyState>();

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live", MediaTypeNames.Text.Plain));
        app.MapGet("/health/ready", async (ReadyState ready, PostgresDatabase database, CancellationToken cancellationToken) =>
        {
            if (!ready.IsSet)
                return Results.Text("starting", MediaTypeNames.Text.Plain, statusCode: StatusCodes.Status503ServiceUnavailable);
            try
            {
                await database.SingleOrDefaultAsync<int>("/* Health.Ready */ select 1", null, cancellationToken);
                return Results.Text("ready", MediaTypeNames.Text.Plain);
            }
            catch (Exception failure) when (failure is Npgsql.NpgsqlException or TimeoutException)
            {
                return Results.Text("the database does not answer", MediaTypeNames.Text.Plain, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
