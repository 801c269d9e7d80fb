using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

/// <summary>What an administrator changes about a person; what is null stays.</summary>
public sealed record PersonChange(bool? Deleted = null, string? Tz = null, string? RealName = null, long? DndStart = null, long? DndEnd = null);

public sealed partial class People
{
    private const int LongestName = 80;

    /// <summary>Changes a person as an administrator does; the app hears of it.</summary>
    public Person Change(string user, PersonChange change)
    {
        lock (workspace.Gate)
        {
            var person = workspace.FindUser(user) ?? throw RefusedException.NotFound("user_not_found", $"Nobody here is called {user}.");
            if (change.DndEnd < change.DndStart || change.DndStart is null != change.DndEnd is null) throw new RefusedException("invalid_dnd", "dnd_start and dnd_end come together, the end after the start; equal ones end it.");
            if (change.RealName is { } name && name.Trim() is not { Length: > 0 and <= LongestName }) throw new RefusedException("invalid_name", $"A name has 1 to {LongestName} characters.");
            if (change.Deleted is true && person.IsBot) throw new RefusedException("user_is_bot", "An app is uninstalled, not deactivated.");
            if (change.Deleted is true && !person.Deleted && workspace.Users.Count(p => p is { IsBot: false, Deleted: false }) == 1) throw new RefusedException("last_user", "Somebody must be left in the workspace.");
            var zone = change.Tz is null ? person.Tz : ValidZone(change.Tz);
            person.RealName = change.RealName?.Trim() ?? person.RealName;
            person.Tz = zone;
            person.Deleted = change.Deleted ?? person.Deleted;
            if (change.DndStart is not null) (person.DndStart, person.DndEnd) = change.DndStart == change.DndEnd ? (null, null) : (change.DndStart, change.DndEnd);
            person.Updated = workspace.Clock.UnixSeconds;
            if (person.Deleted)
            {
                foreach (var channel in workspace.State.Channels) channel.Members.Remove(person.Id);
            }
            else if (change.Deleted is false && !person.IsRestricted && workspace.State.Channels.Find(c => c.IsGeneral) is { } general && !general.HasMember(person.Id)) general.Members.Add(person.Id);
            workspace.Touch();
            events.Publish("user_change", new JsonObject { ["type"] = "user_change", ["user"] = Users.Show(workspace, person, withEmail: false), ["cache_ts"] = workspace.Clock.UnixSeconds });
            return person;
        }
    }

    internal static string ValidZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : throw new RefusedException("invalid_tz", $"{zone} is not an IANA time zone.");
}
