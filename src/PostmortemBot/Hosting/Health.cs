using System.Net.Mime;
using PostmortemBot.Database;
using PostmortemBot.Slack;

namespace PostmortemBot.Hosting;

/// <summary>Whether start-up is through.</summary>
public sealed class ReadyState
{
    private volatile bool _isSet;

    public bool IsSet => _isSet;

    public void Set() => _isSet = true;
}

/// <summary>/health/live: the process answers. /health/ready: the database does too, and in Socket Mode Slack is connected.</summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<ReadyState>();

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live", MediaTypeNames.Text.Plain));
        app.MapGet("/health/ready", async (ReadyState ready, PostgresDatabase database, ISlackSocketMode sockets, CancellationToken cancellationToken) =>
        {
            if (!ready.IsSet)
                return Results.Text("starting", MediaTypeNames.Text.Plain, statusCode: StatusCodes.Status503ServiceUnavailable);
            try
            {
                await database.SingleOrDefaultAsync<int>("/* Health.Ready */ select 1", null, cancellationToken);
                return Connected(sockets);
            }
            catch (Exception failure) when (failure is Npgsql.NpgsqlException or TimeoutException)
            {
                return Results.Text("the database does not answer", MediaTypeNames.Text.Plain, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }

    private static IResult Connected(ISlackSocketMode sockets) => sockets switch
    {
        { Connections: 0 } => Results.Text("ready", MediaTypeNames.Text.Plain),
        { Connected: 0 } => Results.Text("not connected to Slack by Socket Mode; the log says why", MediaTypeNames.Text.Plain, statusCode: StatusCodes.Status503ServiceUnavailable),
        _ => Results.Text($"ready, {sockets.Connected} of {sockets.Connections} connections to Slack", MediaTypeNames.Text.Plain),
    };
}
