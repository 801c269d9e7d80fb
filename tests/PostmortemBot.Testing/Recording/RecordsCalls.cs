using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace PostmortemBot.Testing.Recording;

/// <summary>Keeps what the bot sends to Slack: Web API arguments and messages to a response_url.</summary>
internal sealed class RecordsCalls(PayloadRecord record) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(KeepAsync);
        next(app);
    };

    private async Task KeepAsync(HttpContext http, RequestDelegate next)
    {
        if (NameOf(http.Request.Path) is { } name)
        {
            http.Request.EnableBuffering();
            using var reader = new StreamReader(http.Request.Body, leaveOpen: true);
            var text = await reader.ReadToEndAsync(http.RequestAborted);
            http.Request.Body.Position = 0;
            if (http.Request.HasJsonContentType())
                record.Keep(name, asForm: false, JsonNode.Parse(text)!);
            else
                record.Keep(name, asForm: true, new JsonObject(QueryHelpers.ParseQuery(text).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value.ToString()))));
        }
        await next(http);
    }

    private static string? NameOf(PathString path) => path.Value?.Split('/') switch
    {
        ["", "api", var method] => method,
        ["", "actions" or "commands" or "app", _, _, _] => "response_url",
        _ => null,
    };
}
