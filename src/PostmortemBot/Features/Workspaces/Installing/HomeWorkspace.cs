using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PostmortemBot.Database;
using PostmortemBot.Slack;
using PostmortemBot.Slack.OAuth;
using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>The workspace of the token in the settings. Slack is asked once; the answer is kept for every process and every start.</summary>
public sealed class HomeWorkspace(IOptions<SlackOptions> options, ISlackOAuth slack, PostgresDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan FailureLasts = TimeSpan.FromMinutes(1);

    private volatile string? _known;
    private volatile Failure? _failed;

    /// <summary>Whether it is the settings' own workspace. A token that Slack refuses belongs to none.</summary>
    /// <exception cref="SlackApiException">Slack cannot say now whose token it is.</exception>
    public async ValueTask<bool> IsAsync(string workspaceId, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(cancellationToken) == workspaceId;
        }
        catch (SlackApiException refused) when (!refused.MayPass)
        {
            return false;
        }
    }

    /// <summary>Null when the settings hold no token.</summary>
    /// <exception cref="SlackApiException">Slack could not say whose token it is.</exception>
    public ValueTask<string?> FindAsync(CancellationToken cancellationToken) =>
        options.Value.BotToken is not { Length: > 0 } token ? new((string?)null)
        : _known is { } known ? new(known)
        : new(LearnAsync(token, cancellationToken));

    private async Task<string?> LearnAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var home = await database.SingleOrDefaultAsync<string>(FindSql, new { TokenHash = hash }, cancellationToken);
        if (home is null)
        {
            var whose = await AskAsync(token, cancellationToken);
            home = whose.TeamId is { Length: > 0 } team ? team : throw new SlackApiException("auth.test", SlackApiException.UnreadableAnswer);
            await database.ExecuteAsync(KeepSql, new { WorkspaceId = home, TokenHash = hash, Now = clock.GetUtcNow() }, cancellationToken);
        }

        return _known = home;
    }

    private async Task<AuthTestResponse> AskAsync(string token, CancellationToken cancellationToken)
    {
        // Everybody who is not installed makes the bot ask, and would wait for the same answer again and again.
        if (_failed is { } failed && failed.Until > clock.GetUtcNow())
            throw new SlackApiException(failed.Method, failed.Error);
        try
        {
            return await slack.Test(token, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            _failed = new Failure(refused.Method, refused.Error, clock.GetUtcNow() + FailureLasts);
            throw;
        }
    }

    private sealed record Failure(string Method, string Error, DateTimeOffset Until);

    private const string FindSql = """
        -- HomeWorkspace.Find
        select workspace_id
        from configured_workspaces
        where token_hash = @TokenHash
        """;

    private const string KeepSql = """
        -- HomeWorkspace.Keep
        insert into configured_workspaces (workspace_id, token_hash, learned_at)
        values (@WorkspaceId, @TokenHash, @Now)
        on conflict do nothing
        """;
}
