using Microsoft.AspNetCore.Components.Forms;
using PostmortemBot.Sandbox.Page.Elements;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Page.Modals;

/// <summary>Puts a chosen file into the workspace, owned by the person at the desk.</summary>
public sealed class WorkspaceFiles(Desk desk) : FileStore
{
    public override async Task<string> SaveAsync(IBrowserFile file)
    {
        using var bytes = new MemoryStream();
        await using var stream = file.OpenReadStream(Limit);
        await stream.CopyToAsync(bytes);
        var workspace = desk.Workspace;
        lock (workspace.Gate)
        {
            var saved = new SharedFile
            {
                Id = workspace.NewId("F"),
                Name = file.Name,
                Title = file.Name,
                UserId = desk.Me.Id,
                Created = workspace.Clock.UnixSeconds,
                DeclaredLength = bytes.Length,
                Bytes = bytes.ToArray(),
                Completed = true,
                Processed = true,
            };
            workspace.State.Files.Add(saved);
            workspace.Touch();
            return saved.Id;
        }
    }
}
