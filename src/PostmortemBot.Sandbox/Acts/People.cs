using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

/// <summary>
/// What a person can do in Slack. <c>user</c> and <c>channel</c> are ids or names.
/// Every method throws <see cref="RefusedException"/> when the person could not do that.
/// </summary>
public sealed partial class People(
    SlackWorkspace workspace, InstalledApp app, Installs installs, AppDoor door, Payloads payloads, Events events, Posting posting, Membership membership, Marks marks, Screens screens, FileShape files)
{
    private const string ModalTrouble = "We had some trouble connecting. Try again?";

    /// <summary>The options an external select offered last, by person and place; what may be picked from it.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyList<JsonObject>> _offered = new(StringComparer.Ordinal);

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
        if (person.IsBot) throw RefusedException.Forbidden("user_is_bot", "The bot acts through the Web API only.");
        if (person.Deleted) throw RefusedException.Forbidden("user_deactivated", $"{person.RealName} is deactivated.");
        return person;
    }

    /// <summary>A conversation the person may read.</summary>
    private Channel Readable(string channel, Person person)
    {
        var found = workspace.FindChannel(channel) ?? throw RefusedException.NotFound("channel_not_found", $"There is no channel {channel}.");
        if (found.HasMember(person.Id)) return found;
        if (found.IsPrivate || found.IsIm || person.IsRestricted) throw RefusedException.Forbidden("not_a_member", $"{person.RealName} is not in {found.Name}.");
        return found;
    }

    /// <summary>A conversation the person may write in.</summary>
    private Channel Writable(string channel, Person person)
    {
        var found = Readable(channel, person);
        if (!found.HasMember(person.Id)) throw RefusedException.Forbidden("not_in_channel", $"{person.RealName} has to join #{found.Name} first.");
        if (found.IsArchived) throw RefusedException.Forbidden("is_archived", $"#{found.Name} is archived.");
        return found;
    }

    private static Message Visible(Channel channel, string ts, Person person)
    {
        var message = channel.Find(ts);
        return message is not null && (message.EphemeralFor is null || string.Equals(message.EphemeralFor, person.Id, StringComparison.Ordinal))
            ? message
            : throw RefusedException.NotFound("message_not_found", $"There is no message {ts} in {channel.Name}.");
    }

    private OpenView OpenViewOf(Person person, string viewId)
    {
        var views = workspace.ViewsOf(person.Id);
        if (views.Home is { } home && string.Equals(home.Id, viewId, StringComparison.Ordinal)) return home;
        return views.Modals.Find(v => string.Equals(v.Id, viewId, StringComparison.Ordinal))
            ?? throw RefusedException.NotFound("view_not_found", $"{person.RealName} has no view {viewId} open.");
    }

    private JsonObject? TopView(Person person)
    {
        lock (workspace.Gate) return workspace.ViewsOf(person.Id).Modals.LastOrDefault() is { } top ? screens.Show(top) : null;
    }

    private Interaction Outcome(Person person, Delivered answer, string? failure, string? problem = null, string? detail = null)
    {
        problem ??= answer.Problem;
        return new Interaction
        {
            Ok = problem is null,
            Status = answer.Status,
            TookMs = answer.TookMs,
            Problem = problem,
            Shown = problem is null ? null : failure,
            Detail = detail,
            Reply = answer.Reply,
            View = TopView(person),
        };
    }
}
