using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>Takes a file's bytes at its upload address, and gives them back to who holds the token.</summary>
internal sealed class Uploads(Desk desk)
{
    private const int MostBytes = 50 * 1024 * 1024;

    public async Task<IResult> ReceiveAsync(HttpRequest request, string id, string secret, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(request, cancellationToken);
        var fault = desk.Workspace.Faults.TakeForSlack("upload");
        if (fault?.Kind is "server_error" or "rate_limited" or "error") return Log(id, bytes, fault.Kind is "rate_limited" ? 429 : 500, "upload failed");
        if (fault?.Kind is "drop")
        {
            request.HttpContext.Abort();
            return Log(id, bytes, 0, "connection dropped");
        }
        lock (desk.Workspace.Gate)
        {
            var file = desk.Workspace.State.Files.Find(f => string.Equals(f.Id, id, StringComparison.Ordinal) && string.Equals(f.UploadSecret, secret, StringComparison.Ordinal));
            if (file is null || file.Completed) return Log(id, bytes, 404, "no such upload");
            if (bytes is null || bytes.Length != file.DeclaredLength) return Log(id, bytes, 400, $"expected {file.DeclaredLength} bytes");
            file.Bytes = bytes;
        }
        return Log(id, bytes, 200, $"OK - {bytes.Length}");
    }

    public IResult Download(HttpRequest request, string id)
    {
        if (!MayRead(request.Headers.Authorization.ToString())) return Results.Redirect("https://slack.example/login");
        return Bytes(id);
    }

    private bool MayRead(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.Ordinal)
        && desk.Installs.Look(authorization["Bearer ".Length..]) is (OAuth.TokenState.Live, { } install)
        && string.Equals(install.Key, install.IsOrgWide ? desk.Workspace.Team.EnterpriseId : desk.Workspace.Team.Id, StringComparison.Ordinal);

    public IResult Bytes(string id)
    {
        lock (desk.Workspace.Gate)
        {
            var file = desk.Workspace.State.Files.Find(f => string.Equals(f.Id, id, StringComparison.Ordinal));
            return file?.Bytes is { } bytes
                ? Results.Bytes(bytes, FileKinds.MediaType(file.Name))
                : Results.Json(new { error = "file_not_found", message = $"There is no file {id}." }, Json.Own, statusCode: 404);
        }
    }

    private static async Task<byte[]?> BytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return await RequestBody.BytesAsync(request.Body, MostBytes, cancellationToken);
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files.Count != 1) return null;
        await using var stream = form.Files[0].OpenReadStream();
        return await RequestBody.BytesAsync(stream, MostBytes, cancellationToken);
    }

    private IResult Log(string id, byte[]? bytes, int status, string text)
    {
        desk.Workspace.Calls.Add(CallLog.ToSlack, "upload", status, 0, new JsonObject { ["file"] = id, ["length"] = bytes?.Length }, JsonValue.Create(text));
        return status == 0 ? Results.Empty : Results.Text(text, statusCode: status);
    }
}
