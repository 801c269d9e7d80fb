using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Writes the items a reader may see, as CSV or JSON, while they are read: a page at a time.</summary>
public sealed class ItemExport(ItemListStore lists, People people, TimeProvider clock)
{
    public const string Csv = "csv";
    public const string Json = "json";

    /// <summary>Named in every JSON export; a field that changes its meaning changes the number.</summary>
    public const string Schema = "postmortembot.action-items/1";
    private const int PageSize = 500;
    private const int BufferSize = 32_768;

    private static readonly string[] Columns =
    [
        "key", "title", "details", "state", "reason", "type", "priority", "owner", "accepted", "helpers", "due_on", "date_pushes", "postmortem",
        "postmortem_title", "cause", "evidence_url", "source_url", "effect", "created_at", "closed_at",
    ];

    public Task WriteAsync(Reader reader, ItemList list, string format, Stream output, CancellationToken cancellationToken) =>
        format == Json ? WriteJsonAsync(reader, list, output, cancellationToken) : WriteCsvAsync(reader, list, output, cancellationToken);

    private async Task WriteCsvAsync(Reader reader, ItemList list, Stream output, CancellationToken cancellationToken)
    {
        // The mark is what Excel tells UTF-8 by.
        await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken);
        await output.WriteAsync(Encoding.UTF8.GetBytes(CsvLine.Of(Columns)), cancellationToken);
        await foreach (var row in RowsAsync(reader, list, cancellationToken))
            await output.WriteAsync(Encoding.UTF8.GetBytes(CsvLine.Of(row.Select(Flat))), cancellationToken);
    }

    private async Task WriteJsonAsync(Reader reader, ItemList list, Stream output, CancellationToken cancellationToken)
    {
        // The serializer flushes as it pleases, and a response takes no writing that blocks; so it writes to memory.
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("exported_at", clock.GetUtcNow());
        json.WriteStartArray("items");
        await foreach (var row in RowsAsync(reader, list, cancellationToken))
        {
            json.WriteStartObject();
            foreach (var (column, value) in Columns.Zip(row))
            {
                json.WritePropertyName(column);
                JsonSerializer.Serialize(json, value);
            }

            json.WriteEndObject();
            if (buffer.WrittenCount > BufferSize)
                await SendAsync();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await SendAsync();

        async Task SendAsync()
        {
            json.Flush();
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
    }

    private async IAsyncEnumerable<object?[]> RowsAsync(Reader reader, ItemList list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        var today = Zones.Today(person.Zone, clock.GetUtcNow());
        var next = list.From(null);
        while (true)
        {
            var page = await lists.PageAsync(reader, next, today, PageSize, cancellationToken);
            var ids = page.Items.SelectMany(item => item.Helpers.Append(item.OwnerId)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            // Nobody waits for Slack here: who is not known by name yet is named by their id.
            var known = await people.KnownAsync(reader.WorkspaceId, ids, new LookUpBudget(0), cancellationToken);
            foreach (var item in page.Items)
                yield return Row(item, id => known.TryGetValue(id, out var one) ? one.DisplayName : id);
            if (!page.HasLater)
                yield break;
            next = next.From(ItemCursor.After(page.Items[^1]));
        }
    }

    private static object?[] Row(ActionItem item, Func<string, string> name) =>
    [
        item.Key, item.Title, item.Details, item.State, item.StateReason ?? item.BlockedReason, item.Type, item.Priority,
        item.OwnerId is { } owner ? name(owner) : null, item.OwnerId is null ? null : item.AcceptedAt is not null, item.Helpers.Select(name).ToArray(),
        item.DueOn, item.DatePushes, item.PostmortemKey, item.PostmortemTitle, item.CauseText, item.EvidenceUrl, item.SourceUrl, item.Effect,
        item.CreatedAt, item.IsOpen ? null : item.StateChangedAt,
    ];

    private static string Flat(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "yes" : "no",
        string[] names => string.Join(", ", names),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

/// <summary>One record of RFC 4180, in which no cell is a formula. https://owasp.org/www-community/attacks/CSV_Injection</summary>
public static class CsvLine
{
    public static string Of(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n\t'");

    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
