using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>A cause with what stands around it, for somebody who may change it.</summary>
public sealed record CauseAtHand
{
    public required Postmortem Postmortem { get; init; }
    public required CauseGraph Graph { get; init; }
    public required Cause Cause { get; init; }
}

/// <summary>The door for every act on a cause: its postmortem's access rule, and whether it is still there.</summary>
public sealed class CausesAccess(CausesStore store, PostmortemAccess access)
{
    public static readonly Problem Gone = new("That cause was taken out meanwhile. `/postmortem causes` shows what is there.", Answer.Field);

    public static readonly Problem Late = new("Meanwhile that cause was taken out, or the postmortem was published or cancelled. Nothing was changed; `/postmortem causes` shows what is there.", Answer.Field);

    public Task<Result<CauseAtHand>> ForChangingAsync(BlockActionRequest request, CancellationToken cancellationToken) =>
        ForChangingAsync(new Reader(request.WorkspaceId, request.UserId), Chosen(request.Action), request.ChannelId, removedToo: false, cancellationToken);

    /// <summary>A form that is refused stays open, with what was typed.</summary>
    public async Task<Result<CauseAtHand>> ForChangingAsync(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var causeId = FormTarget.Parse(submission.View.PrivateMetadata)?.CauseId ?? default;
        var result = await ForChangingAsync(reader, causeId, standingIn: null, removedToo: false, cancellationToken);
        if (!result.Failed(out var problem, out _))
            return result;
        var merged = problem == Gone ? await MergedAsync(reader, causeId, cancellationToken) : null;
        return problem with { Text = $"{merged ?? problem.Text} What you wrote is still here, to be copied." };
    }

    /// <summary>As plain text, for a form.</summary>
    private async Task<string?> MergedAsync(Reader reader, Guid causeId, CancellationToken cancellationToken)
    {
        var graph = await store.GraphAsync(reader.WorkspaceId, (await store.PostmortemOfAsync(reader.WorkspaceId, causeId, cancellationToken)).GetValueOrDefault(), cancellationToken);
        return graph.FindAny(causeId)?.MergedInto is { } kept && graph.Find(kept) is { } one
            ? $"That cause was merged meanwhile into “{Mrkdwn.Cut(one.Text.ReplaceLineEndings(" "), 200)}”. `/postmortem causes` shows it."
            : null;
    }

    public async Task<Result<CauseAtHand>> ForChangingAsync(Reader reader, Guid causeId, string? standingIn, bool removedToo, CancellationToken cancellationToken)
    {
        if (await store.PostmortemOfAsync(reader.WorkspaceId, causeId, cancellationToken) is not { } postmortemId)
            return PostmortemAccess.NotFound;
        var result = await access.ForChangingAsync(reader, postmortemId, standingIn, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return problem;

        var graph = await store.GraphAsync(reader.WorkspaceId, postmortemId, cancellationToken);
        return (removedToo ? graph.FindAny(causeId) : graph.Find(causeId)) is { } cause
            ? new CauseAtHand { Postmortem = postmortem, Graph = graph, Cause = cause }
            : Gone;
    }

    /// <summary>A button names the cause; a menu names what to do with it before that.</summary>
    internal static Guid Chosen(BlockAction action) =>
        Guid.TryParse(action.ChosenValue?.Split(' ')[^1], out var id) ? id : default;
}

/// <summary>What a form is about, kept in the form.</summary>
/// <param name="CauseId">The cause it changes, or the effect it answers.</param>
/// <param name="Others">How many answers its why had when the form was opened.</param>
/// <param name="Page">The page of the list it was opened from.</param>
/// <param name="Branch">The standing question it answers, if it does.</param>
public sealed record FormTarget(Guid CauseId, int Others = 0, int Page = 0, string Branch = "")
{
    public override string ToString() => $"{CauseId} {Others} {Page} {Branch}";

    public static FormTarget? Parse(string? metadata) =>
        metadata?.Split(' ') is [var id, var others, var page, var branch]
        && Guid.TryParse(id, out var causeId) && int.TryParse(others, out var count) && int.TryParse(page, out var number)
            ? new FormTarget(causeId, count, number, branch)
            : null;
}
