using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

public sealed partial class People
{
    public Task<PostedMessage> PostMessageAsync(string user, string channel, string text, string? threadTs, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            var place = Writable(channel, person);
            if (text.Length == 0) throw new RefusedException("no_text", "A message needs text.");
            if (threadTs is not null && Visible(place, threadTs, person) is { IsReply: true } or { EphemeralFor: not null })
                throw new RefusedException("not_a_parent", "Replies go to the message that started the thread.");
            var typed = TypedText.Of(workspace, text);
            return Task.FromResult(new PostedMessage(place.Id, posting.PostAsPerson(place, person, typed.Text, typed.Blocks, threadTs).Ts));
        }
    }

    public Task EditMessageAsync(string user, string channel, string ts, string text, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var (place, person, message) = Own(user, channel, ts);
            var typed = TypedText.Of(workspace, text);
            posting.Change(place, message, json =>
            {
                json["text"] = typed.Text;
                json["blocks"] = typed.Blocks;
                json["edited"] = new JsonObject { ["user"] = person.Id, ["ts"] = workspace.NextTs() };
            });
        }
        return Task.CompletedTask;
    }

    public Task DeleteMessageAsync(string user, string channel, string ts, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var (place, _, message) = Own(user, channel, ts);
            posting.Delete(place, message);
        }
        return Task.CompletedTask;
    }

    public Task ReactAsync(string user, string channel, string ts, string name, bool remove, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            var place = Writable(channel, person);
            var message = Visible(place, ts, person);
            if (message.EphemeralFor is not null) throw new RefusedException("not_reactable", "Nobody can react to an ephemeral message.");
            marks.React(place, message, person.Id, name.Trim(':'), remove);
        }
        return Task.CompletedTask;
    }

    public Task PinAsync(string user, string channel, string ts, bool remove, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            var place = Writable(channel, person);
            var message = Visible(place, ts, person);
            if (message.EphemeralFor is not null) throw new RefusedException("not_pinnable", "An ephemeral message cannot be pinned.");
            marks.Pin(place, message, person.Id, remove);
        }
        return Task.CompletedTask;
    }

    /// <summary>
    /// Slack message objects, newest last; copies, with "ephemeral": true and "pinned": true where it is so.
    /// Without <paramref name="threadTs"/> the channel's top level; with it the parent and its replies.
    /// </summary>
    public IReadOnlyList<JsonObject> MessagesVisibleTo(string user, string channel, string? threadTs = null, int limit = 200)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            var place = Readable(channel, person);
            return
            [
                .. place.Messages
                    .Where(m => m.EphemeralFor is null || string.Equals(m.EphemeralFor, person.Id, StringComparison.Ordinal))
                    .Where(m => threadTs is null
                        ? !m.IsReply || m.Json.Text("subtype") is "thread_broadcast"
                        : string.Equals(m.Ts, threadTs, StringComparison.Ordinal) || string.Equals(m.ThreadTs, threadTs, StringComparison.Ordinal))
                    .TakeLast(limit)
                    .Select(m => Shown(m, person)),
            ];
        }
    }

    private (Channel Place, Person Person, Message Message) Own(string user, string channel, string ts)
    {
        var person = Person(user);
        var place = Writable(channel, person);
        var message = Visible(place, ts, person);
        return string.Equals(message.User, person.Id, StringComparison.Ordinal)
            ? (place, person, message)
            : throw RefusedException.Forbidden("not_yours", "People can change only their own messages.");
    }

    private static JsonObject Shown(Message message, Person? person = null)
    {
        var json = (JsonObject)message.Json.DeepClone();
        if (message.EphemeralFor is not null) json["ephemeral"] = true;
        if (message.PinnedBy is not null) json["pinned"] = true;
        if (person is not null && message.Values[person.Id] is { } values) json["state"] = new JsonObject { ["values"] = values.DeepClone() };
        return json;
    }
}
