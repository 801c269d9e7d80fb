using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

/// <summary>
/// What a person can do in Slack. <c>user</c> and <c>channel</c> are ids or names.
/// Every method throws <see cref="RefusedException"/> when the person could not do that.
/// </summary>
public sealed partial class People(SlackWorkspace workspace)
{
    /// <summary>Types a slash command, such as "/postmortem new".</summary>
    public Task<Interaction> CommandAsync(string user, string channel, string text, string? threadTs, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PostedMessage> PostMessageAsync(string user, string channel, string text, string? threadTs, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EditMessageAsync(string user, string channel, string ts, string text, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteMessageAsync(string user, string channel, string ts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ReactAsync(string user, string channel, string ts, string name, bool remove, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PinAsync(string user, string channel, string ts, bool remove, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Runs a shortcut: a message shortcut when a message is named, else a global one.</summary>
    public Task<Interaction> ShortcutAsync(string user, string callbackId, string? channel, string? ts, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Presses a button or picks a value in a message.</summary>
    public Task<Interaction> ActInMessageAsync(string user, string channel, string ts, string actionId, string? blockId, JsonNode? value, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Presses a button or picks a value in an open modal or in the Home tab.</summary>
    public Task<Interaction> ActInViewAsync(string user, string viewId, string actionId, string? blockId, JsonNode? value, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Fills inputs (block_id to value) and presses Submit; blocks not named keep what the view shows.</summary>
    public Task<Interaction> SubmitAsync(string user, string viewId, JsonObject values, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Cancel, or with <paramref name="all"/> the x in the corner.</summary>
    public Task<Interaction> CloseAsync(string user, string viewId, bool all, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Types into an external select of a view (<paramref name="viewId"/>) or a message; returns {options} or {option_groups}.</summary>
    public Task<JsonObject> LoadOptionsAsync(string user, string? viewId, string? channel, string? ts, string blockId, string actionId, string query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Interaction> OpenHomeAsync(string user, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Opens the direct message with somebody (or with the bot) and returns its channel id.</summary>
    public Task<string> OpenDmAsync(string user, string with, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task JoinAsync(string user, string channel, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task LeaveAsync(string user, string channel, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Slack message objects, newest last; copies, with "ephemeral": true and "pinned": true where it is so. Without <paramref name="threadTs"/> the channel's top level; with it the parent and its replies.</summary>
    public IReadOnlyList<JsonObject> MessagesVisibleTo(string user, string channel, string? threadTs = null, int limit = 200) => throw new NotSupportedException();

    /// <summary>The person's open modals as Slack sends them, bottom to top, with state.values.</summary>
    public IReadOnlyList<JsonObject> OpenViews(string user) => throw new NotSupportedException();

    /// <summary>The person's Home tab as Slack sends it, or null when none was published.</summary>
    public JsonObject? Home(string user) => throw new NotSupportedException();

    /// <summary>The channels and direct messages this person sees: those joined, and public ones.</summary>
    public IReadOnlyList<Channel> ChannelsVisibleTo(string user)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            return [.. workspace.Channels.Where(c => c.HasMember(person.Id) || (!c.IsPrivate && !c.IsIm && !person.IsRestricted))];
        }
    }

    private Person Person(string user)
    {
        var person = workspace.FindUser(user) ?? throw RefusedException.NotFound("user_not_found", $"Nobody here is called {user}.");
        if (person.Deleted) throw RefusedException.Forbidden("user_deactivated", $"{person.RealName} is deactivated.");
        return person;
    }
}
