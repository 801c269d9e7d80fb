using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace PostmortemBot.Benchmarks;

/// <summary>The least that could answer Slack: reads the body, checks the signature, answers; once more with one insert.</summary>
internal static class BareServer
{
    public const string Answer = """{"response_type":"ephemeral","text":"ok"}""";

    private const string InsertSql = "insert into bare_entry (body) values ($1)";

    public static async Task RunAsync(string url, string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapPost("/bare", context => AnswerAsync(context, null));
        app.MapPost("/insert", context => AnswerAsync(context, source));
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext context, NpgsqlDataSource? source)
    {
        using var buffer = new MemoryStream((int)(context.Request.ContentLength ?? 1024));
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (!IsSigned(context.Request.Headers, body.Span))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (source is not null)
        {
            await using var command = source.CreateCommand(InsertSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Encoding.UTF8.GetString(body.Span), NpgsqlDbType = NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(context.RequestAborted);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Answer, context.RequestAborted);
    }

    private static bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var timestamp = headers["X-Slack-Request-Timestamp"].ToString();
        if (!long.TryParse(timestamp, out var seconds) || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds) > 300)
            return false;

        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(headers["X-Slack-Signature"].ToString()),
            Encoding.ASCII.GetBytes(SignedRequests.Signature(timestamp, body)));
    }
}
