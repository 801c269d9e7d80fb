using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace PostmortemBot.Testing.Recording;

/// <summary>Keeps what the bot answers to Slack's own requests: messages, view answers, options.</summary>
internal sealed class RecordsAnswers(PayloadRecord record) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) return response;
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        if (answer.Length == 0) return response;
        var isJson = response.Content.Headers.ContentType?.MediaType is "application/json";
        record.Keep(KindOf(asked), asForm: false, isJson ? JsonNode.Parse(answer)! : JsonValue.Create(answer)!);
        return response;
    }

    private static string KindOf(string asked)
    {
        if (asked.StartsWith('{')) return "event";
        var form = QueryHelpers.ParseQuery(asked);
        return form.TryGetValue("payload", out var payload) ? JsonNode.Parse(payload.ToString())!["type"]!.ToString() : "slash_command";
    }
}
