using Microsoft.AspNetCore.Components.Forms;

namespace PostmortemBot.Sandbox.Page.Elements;

/// <summary>Takes a file a person chose into the workspace and answers with its id.</summary>
public abstract class FileStore
{
    public const long Limit = 10 * 1024 * 1024;

    public abstract Task<string> SaveAsync(IBrowserFile file);
}
