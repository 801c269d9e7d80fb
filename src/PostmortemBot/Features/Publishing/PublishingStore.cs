using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Publishing;

/// <summary>One place a published report was posted to.</summary>
public sealed record Publication
{
    public required string ChannelId { get; init; }
    public string? MessageTs { get; init; }
    public required string[] Files { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
}

public sealed partial class PublishingStore(PostgresDatabase database)
{
    public async Task<Learnings> LearningsAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<Learnings>(LearningsSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken) ?? new Learnings();

    /// <summary>Who saved the learnings last.</summary>
    public Task<string?> NotesChangedByAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<string>(NotesChangedBySql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>False when somebody else saved since <paramref name="knownChangedAt"/>, or it no longer changes; nothing is written then.</summary>
    public Task<bool> WriteAsync(Reader by, Guid postmortemId, Learnings learnings, DateTimeOffset? knownChangedAt, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(WriteSql, new
        {
            by.WorkspaceId,
            by.UserId,
            PostmortemId = postmortemId,
            KnownChangedAt = knownChangedAt,
            learnings.Summary,
            learnings.WentWell,
            learnings.WentBadly,
            learnings.GotLucky,
            learnings.SharingPlan,
            learnings.MetricsToWatch,
            RequestKey = requestKey,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken);

    /// <summary>Whose signature the report stands under; null when nobody's.</summary>
    public Task<string?> ApprovedByAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<string>(ApprovedBySql, new { postmortem.WorkspaceId, postmortem.PostmortemId }, cancellationToken);

    /// <summary>
    /// Publishes what was approved at that moment. False when it is no longer approved, was published already, or may
    /// be read by fewer people than <paramref name="approved"/> says.
    /// </summary>
    public async Task<bool> PublishAsync(Reader by, Postmortem approved, string audience, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(PublishSql, new
        {
            by.WorkspaceId,
            by.UserId,
            approved.PostmortemId,
            approved.ApprovedAt,
            SeenAudience = approved.Audience,
            Audience = audience,
            RequestKey = requestKey,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken) > 0;

    /// <summary>True when it is published and this request did it.</summary>
    public Task<bool> WasPublishedByAsync(Postmortem postmortem, string requestKey, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(WasPublishedBySql, new { postmortem.WorkspaceId, postmortem.PostmortemId, RequestKey = requestKey }, cancellationToken);

    public async Task<Publication> ClaimAsync(Postmortem postmortem, string channelId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var to = new { postmortem.WorkspaceId, postmortem.PostmortemId, ChannelId = channelId, Now = now };
        await database.ExecuteAsync(ClaimSql, to, cancellationToken);
        return (await database.SingleOrDefaultAsync<Publication>(PublicationSql, to, cancellationToken))!;
    }

    public Task SetMessageAsync(Postmortem postmortem, string channelId, string ts, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetMessageSql, new { postmortem.WorkspaceId, postmortem.PostmortemId, ChannelId = channelId, Ts = ts }, cancellationToken);

    public Task AddFileAsync(Postmortem postmortem, string channelId, string file, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AddFileSql, new { postmortem.WorkspaceId, postmortem.PostmortemId, ChannelId = channelId, File = file }, cancellationToken);

    public Task CompleteAsync(Postmortem postmortem, string channelId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(CompleteSql, new { postmortem.WorkspaceId, postmortem.PostmortemId, ChannelId = channelId, Now = now }, cancellationToken);
}
