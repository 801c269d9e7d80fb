using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

public enum LookUpOutcome
{
    Found,

    /// <summary>Slack will not tell.</summary>
    Refused,

    /// <summary>Slack was not asked, or could not say now.</summary>
    Unknown,
}

/// <summary>How often one text may make the bot ask Slack, because somebody may paste a thousand mentions, and how long that may take.</summary>
/// <param name="most">How often.</param>
/// <param name="canWait">Whether whoever asks can come back later, as a job does, and so prefers no answer now to a worse one.</param>
/// <param name="until">When words have to do instead of names.</param>
public sealed class LookUpBudget(int most, bool? canWait = null, CancellationToken until = default)
{
    private readonly bool _canWait = canWait ?? JobRun.Id is not null;
    private int _left = most;

    /// <exception cref="SlackApiException">Slack cannot say now, and whoever asks can wait.</exception>
    public async Task<(LookUpOutcome Outcome, T? Found)> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        if (_left-- <= 0 || until.IsCancellationRequested)
            return (LookUpOutcome.Unknown, default);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, until);
        try
        {
            return (LookUpOutcome.Found, await ask(either.Token));
        }
        catch (SlackApiException refused) when (!refused.MayPass && !refused.IsTokenDead)
        {
            return (LookUpOutcome.Refused, default);
        }
        catch (SlackApiException) when (!_canWait)
        {
            return (LookUpOutcome.Unknown, default);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (LookUpOutcome.Unknown, default);
        }
    }
}
