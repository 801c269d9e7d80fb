using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>POST /api/{method}: the token says which workspace is called.</summary>
internal sealed class ApiDoor(Teams teams)
{
    public async Task HandleAsync(HttpContext http, string method)
    {
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var token = TokenOf(http.Request, body);
        await teams.Default.GetRequiredService<SlackApi>().HandleAsync(http, method, body, token);
    }

    /// <summary>The token comes in the header; only a form may carry it as an argument.</summary>
    private static string? TokenOf(HttpRequest request, RequestBody body)
    {
        var inForm = body.IsForm ? body.Arguments.Text("token") : null;
        if (body.IsForm) body.Arguments.Remove("token");
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : inForm;
    }
}
