using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Review;

public sealed partial class ReviewStore(PostgresDatabase database)
{
    public async Task<ReviewState> StateAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var of = new { postmortem.WorkspaceId, postmortem.PostmortemId };
        return new ReviewState
        {
            Postmortem = postmortem,
            Revision = await database.SingleOrDefaultAsync<int>(RevisionSql, of, cancellationToken),
            Requests = await database.QueryAsync<ReviewRequest>(RequestsSql, of, cancellationToken),
            SignOffs = await database.QueryAsync<SignOff>(SignOffsSql, of, cancellationToken),
        };
    }

    public Task<SignOff?> FindSignOffAsync(string workspaceId, Guid signOffId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<SignOff>(FindSignOffSql, new { WorkspaceId = workspaceId, SignOffId = signOffId }, cancellationToken);

    /// <summary>What waits for this person's signature, the longest waiting first.</summary>
    public Task<IReadOnlyList<Postmortem>> WaitingAsync(Reader reader, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync<Postmortem>(WaitingSql, new { reader.WorkspaceId, reader.UserId, Limit = limit }, cancellationToken);

    /// <summary>Opens the review, or widens it. Who was asked and is not named any more is no longer asked.</summary>
    public Task RequestAsync(Reader by, Guid postmortemId, IReadOnlyList<string> reviewers, string note, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(RequestSql, new
        {
            by.WorkspaceId,
            by.UserId,
            PostmortemId = postmortemId,
            Reviewers = reviewers.ToArray(),
            Note = note,
            RequestKey = requestKey,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken);

    /// <summary>False when this person may not, or no longer needs to.</summary>
    public async Task<bool> ApproveAsync(Reader by, Guid postmortemId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(ApproveSql, Deciding(by, postmortemId, "", "", now), cancellationToken) > 0;

    /// <inheritdoc cref="ApproveAsync"/>
    public async Task<bool> SendBackAsync(Reader by, Guid postmortemId, string comment, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(SendBackSql, Deciding(by, postmortemId, comment, requestKey, now), cancellationToken) > 0;

    public Task SetMessageAsync(Postmortem postmortem, ReviewRequest request, string? channelId, string? ts, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetMessageSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            request.ReviewerId,
            ChannelId = channelId,
            Ts = ts,
            MessageFor = request.RequestedAt,
        }, cancellationToken);

    private static object Deciding(Reader by, Guid postmortemId, string comment, string requestKey, DateTimeOffset now) => new
    {
        by.WorkspaceId,
        by.UserId,
        PostmortemId = postmortemId,
        SignOffId = Guid.CreateVersion7(now),
        AuditId = Guid.CreateVersion7(now),
        Comment = comment,
        RequestKey = requestKey,
        Now = now,
    };
}
