using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

public sealed partial class People
{
    /// <summary>Opens the app's Home tab; the app hears app_home_opened and may publish a view.</summary>
    public async Task<Interaction> OpenHomeAsync(string user, CancellationToken cancellationToken)
    {
        JsonObject inner;
        lock (workspace.Gate)
        {
            var person = Person(user);
            if (!screens.HomeIsOn) throw new RefusedException("home_not_enabled", "The manifest does not turn the Home tab on.");
            var direct = membership.OpenDirect(workspace.Bot.UserId, person.Id);
            inner = new JsonObject { ["type"] = "app_home_opened", ["user"] = person.Id, ["channel"] = direct.Id, ["tab"] = "home" };
            if (workspace.ViewsOf(person.Id).Home is { } home) inner["view"] = screens.Show(home);
        }
        var answer = await events.PublishAsync("app_home_opened", inner).WaitAsync(cancellationToken);
        return new Interaction
        {
            Ok = answer?.Problem is null,
            Status = answer?.Status ?? 0,
            TookMs = answer?.TookMs ?? 0,
            Problem = answer?.Problem,
            Shown = answer?.Problem is null ? null : "Nothing new could be loaded.",
            View = Home(user),
        };
    }

    /// <summary>Opens the direct message with somebody (or with the bot), or with several at once, and returns its channel id.</summary>
    public Task<string> OpenDmAsync(string user, string with, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            if (with.Contains(',', StringComparison.Ordinal)) return Task.FromResult(OpenGroup(person, with.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
            var other = workspace.FindUser(with) ?? throw RefusedException.NotFound("user_not_found", $"Nobody here is called {with}.");
            return Task.FromResult(membership.OpenDirect(person.Id, other.Id).Id);
        }
    }

    private string OpenGroup(Person person, string[] names)
    {
        string[] others = [.. names.Select(n => (workspace.FindUser(n) ?? throw RefusedException.NotFound("user_not_found", $"Nobody here is called {n}.")).Id).Where(id => !string.Equals(id, person.Id, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        return others.Length switch
        {
            < 2 => throw new RefusedException("not_enough_users", "A group message needs at least two other people."),
            > 8 => throw new RefusedException("too_many_users", "A group message has at most nine people."),
            _ => membership.OpenGroup([person.Id, .. others]).Id,
        };
    }

    public Task JoinAsync(string user, string channel, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            var place = Readable(channel, person);
            if (place.IsArchived) throw RefusedException.Forbidden("is_archived", $"#{place.Name} is archived.");
            membership.Join(place, person);
        }
        return Task.CompletedTask;
    }

    public Task LeaveAsync(string user, string channel, CancellationToken cancellationToken)
    {
        lock (workspace.Gate)
        {
            var person = Person(user);
            var place = Readable(channel, person);
            if (!place.IsNamed) throw new RefusedException("is_dm", "Nobody leaves a direct message.");
            membership.Leave(place, person);
        }
        return Task.CompletedTask;
    }

    /// <summary>The person's open modals as Slack sends them, bottom to top, with state.values.</summary>
    public IReadOnlyList<JsonObject> OpenViews(string user)
    {
        lock (workspace.Gate) return [.. workspace.ViewsOf(Person(user).Id).Modals.Select(v => screens.Show(v))];
    }

    /// <summary>The person's Home tab as Slack sends it, or null when none was published.</summary>
    public JsonObject? Home(string user)
    {
        lock (workspace.Gate) return workspace.ViewsOf(Person(user).Id).Home is { } home ? screens.Show(home) : null;
    }
}
