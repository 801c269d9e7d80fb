using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The due dates of a person's items as iCalendar. https://www.rfc-editor.org/rfc/rfc5545</summary>
public static class CalendarText
{
    private const int MostOctets = 75;

    public static string Write(IEnumerable<ActionItem> items)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//PostmortemBot//Action items//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "X-WR-CALNAME:Action items");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        Line(text, "X-PUBLISHED-TTL:PT1H");
        foreach (var item in items.Where(item => item.DueOn is not null))
            Event(text, item, item.DueOn!.Value);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, ActionItem item, DateOnly due)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{item.ActionItemId}@postmortembot");
        // When the item last changed, so that the same items make the same text.
        Line(text, $"DTSTAMP:{Moment(item.UpdatedAt)}");
        Line(text, $"LAST-MODIFIED:{Moment(item.UpdatedAt)}");
        Line(text, $"SEQUENCE:{item.Revision - 1}");
        Line(text, $"DTSTART;VALUE=DATE:{due:yyyyMMdd}");
        Line(text, $"DTEND;VALUE=DATE:{due.AddDays(1):yyyyMMdd}");
        Line(text, $"SUMMARY:{Escape($"{item.Key} {item.Title}")}");
        Line(text, $"DESCRIPTION:{Escape($"{item.Priority} · {ActionTypes.Name(item.Type)} · {ActionState.Words(item.State)}\n{item.PostmortemKey} · {item.PostmortemTitle}{(item.Details.Length > 0 ? $"\n\n{item.Details}" : "")}")}");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Section 3.3.11; characters that no calendar takes are left out.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text.ReplaceLineEndings("\n"))
        {
            if (character == '\n')
                escaped.Append("\\n");
            else if (!char.IsControl(character))
                escaped.Append(character is '\\' or ';' or ',' ? $"\\{character}" : character);
        }

        return escaped.ToString();
    }

    /// <summary>Section 3.1: folded at 75 octets, and never within a character.</summary>
    private static void Line(StringBuilder text, string content)
    {
        var octets = 0;
        foreach (var rune in content.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}

/// <summary>The secret addresses of calendars. What is stored finds an address and does not tell it.</summary>
public sealed class CalendarStore(PostgresDatabase database)
{
    public const int TokenBytes = 32;

    /// <summary>Makes a new address for a person; the one before stops working.</summary>
    /// <returns>The secret part of it, which nobody can read again.</returns>
    public async Task<string> RenewAsync(Reader owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await database.ExecuteAsync(RenewSql, new { owner.WorkspaceId, owner.UserId, Hash = Hash(token), AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);
        return token;
    }

    public Task RevokeAsync(Reader owner, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(RevokeSql, new { owner.WorkspaceId, owner.UserId, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    public async Task<DateTimeOffset?> MadeAtAsync(Reader owner, CancellationToken cancellationToken) =>
        (await database.SingleOrDefaultAsync<Feed>(MadeAtSql, new { owner.WorkspaceId, owner.UserId }, cancellationToken))?.CreatedAt;

    /// <summary>Whose address it is, if they still belong to the workspace.</summary>
    public async Task<Reader?> OwnerAsync(string token, CancellationToken cancellationToken) =>
        token.Length == Base64Url.GetEncodedLength(TokenBytes) && await database.SingleOrDefaultAsync<Feed>(OwnerSql, new { Hash = Hash(token) }, cancellationToken) is { } feed
            ? new Reader(feed.WorkspaceId, feed.UserId)
            : null;

    // A secret of 256 bits needs no salt and no slow hash.
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private sealed record Feed
    {
        public required string WorkspaceId { get; init; }
        public required string UserId { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
    }

    private const string RenewSql = """
        -- CalendarStore.Renew
        with audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act)
            values (@WorkspaceId, @AuditId, @Now, @UserId, 'calendar.renewed'))
        insert into calendar_feeds (workspace_id, user_id, token_hash, created_at)
        values (@WorkspaceId, @UserId, @Hash, @Now)
        on conflict (workspace_id, user_id) do update set
            token_hash = excluded.token_hash,
            created_at = excluded.created_at
        """;

    private const string RevokeSql = """
        -- CalendarStore.Revoke
        with revoked as (
            delete from calendar_feeds
            where workspace_id = @WorkspaceId
              and user_id = @UserId
            returning workspace_id, user_id)
        insert into audit (workspace_id, audit_id, at, actor_id, act)
        select workspace_id, @AuditId, @Now, user_id, 'calendar.revoked'
        from revoked
        """;

    private const string MadeAtSql = """
        -- CalendarStore.MadeAt
        select workspace_id, user_id, created_at
        from calendar_feeds
        where workspace_id = @WorkspaceId
          and user_id = @UserId
        """;

    // The one question that names no workspace: the secret stands for it.
    private const string OwnerSql = """
        -- CalendarStore.Owner
        select f.workspace_id, f.user_id, f.created_at
        from calendar_feeds f
        join people owner
          on owner.workspace_id = f.workspace_id
         and owner.user_id = f.user_id
         and not owner.is_deactivated
        where f.token_hash = @Hash
        """;
}
