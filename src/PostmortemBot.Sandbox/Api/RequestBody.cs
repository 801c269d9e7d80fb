using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace PostmortemBot.Sandbox.Api;

/// <summary>A call's arguments as sent, before the method's own rules.</summary>
internal sealed record RequestBody(JsonObject Arguments, bool IsForm, string? Warning, string? Problem)
{
    private const int MostBytes = 4 * 1024 * 1024;

    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var contentType = request.ContentType ?? "";
        var hasCharset = contentType.Contains("charset=", StringComparison.OrdinalIgnoreCase);
        var media = contentType.Split(';')[0].Trim().ToLowerInvariant();
        var text = await TextAsync(request.Body, cancellationToken);
        if (text is null) return new RequestBody([], IsForm: false, null, "request_entity_too_large");

        // A token in an address would stand in every log on the way.
        var query = request.Query.Where(p => p.Key is not "token").ToDictionary(p => p.Key, p => (JsonNode?)p.Value.ToString(), StringComparer.Ordinal);
        switch (media)
        {
            case "application/json":
                if (Json.TryParse(text.Length == 0 ? "{}" : text) is not JsonObject json) return new RequestBody([], IsForm: false, null, "invalid_json");
                return new RequestBody(json, IsForm: false, hasCharset ? null : "missing_charset", null);
            case "application/x-www-form-urlencoded":
                var form = new JsonObject(query);
                foreach (var (name, values) in QueryHelpers.ParseQuery(text)) form[name] = values[^1];
                return new RequestBody(form, IsForm: true, hasCharset ? "superfluous_charset" : null, null);
            case "":
                return text.Length == 0 ? new RequestBody(new JsonObject(query), IsForm: true, null, null) : new RequestBody([], IsForm: true, null, "missing_post_type");
            default:
                return new RequestBody([], IsForm: false, null, "invalid_post_type");
        }
    }

    public static async Task<string?> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(body, MostBytes, cancellationToken);
        return bytes is null ? null : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The whole body, or null when it is longer than allowed.</summary>
    public static async Task<byte[]?> BytesAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > most) return null;
            kept.Write(buffer, 0, read);
        }
        return kept.ToArray();
    }
}
