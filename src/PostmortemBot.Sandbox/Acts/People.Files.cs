using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

public sealed record PostedFile(string File, string? Channel, string? Ts);

public sealed partial class People
{
    /// <summary>Uploads a file: into a channel with a message, or, without a channel, for a file input.</summary>
    public Task<PostedFile> ShareFileAsync(string user, string? channel, string name, string contentBase64, string? text, string? threadTs, CancellationToken cancellationToken)
    {
        var bytes = new byte[contentBase64.Length];
        if (!Convert.TryFromBase64String(contentBase64, bytes, out var length)) throw new RefusedException("not_base64", "The content must be in base64.");
        lock (workspace.Gate)
        {
            var person = Person(user);
            var place = channel is null ? null : Writable(channel, person);
            var file = new SharedFile
            {
                Id = workspace.NewId("F"),
                Name = name,
                Title = name,
                UserId = person.Id,
                Created = workspace.Clock.UnixSeconds,
                DeclaredLength = length,
                Bytes = bytes[..length],
                Completed = true,
                Processed = true,
            };
            workspace.State.Files.Add(file);
            workspace.Touch();
            if (place is null) return Task.FromResult(new PostedFile(file.Id, null, null));
            var typed = TypedText.Of(workspace, text ?? "");
            var message = posting.PostAsPerson(place, person, typed.Text, blocks: null, threadTs, new JsonArray(files.Show(file)));
            file.Shares[place.Id] = message.Ts;
            return Task.FromResult(new PostedFile(file.Id, place.Id, message.Ts));
        }
    }
}
