using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Page;

/// <summary>One browser tab: who sits there, what they look at, and everything they can do from it.</summary>
public sealed class Desk(Teams teams, InstalledApp app, NavigationManager navigation)
{
    private TaskCompletionSource<bool>? asked;
    private SlackWorkspace workspace = teams.Default.GetRequiredService<SlackWorkspace>();
    private People people = teams.Default.GetRequiredService<People>();

    public Person Me { get; private set; } = null!;
    public Place Place { get; private set; } = new();
    public string ChannelId => Place.Channel ?? "";
    public SlackWorkspace Workspace => workspace;
    public IReadOnlyList<SlackWorkspace> Workspaces => teams.All;
    public IReadOnlyList<Command> Commands => app.Manifest.Commands ?? [];
    public IEnumerable<Shortcut> MessageShortcuts => Shortcuts("message");
    public IEnumerable<Shortcut> GlobalShortcuts => Shortcuts("global");
    public People People => people;

    /// <summary>What went wrong last, in the words Slack would use.</summary>
    public Notice? Notice { get; private set; }

    /// <summary>The confirm dialog that waits for an answer.</summary>
    public JsonObject? Question { get; private set; }

    /// <summary>Raised when the tab must be drawn again.</summary>
    public event EventHandler? Redraw;

    /// <summary>Sits down in the workspace the address names, or in the first.</summary>
    public void Enter(string? team)
    {
        if (!teams.TryServices(team, out var services)) services = teams.Default;
        workspace = services.GetRequiredService<SlackWorkspace>();
        people = services.GetRequiredService<People>();
    }

    public void Settle(Place place)
    {
        Me = (place.As is null ? null : workspace.FindUser(place.As)) is { Deleted: false } me ? me : workspace.Users.First(u => u is { IsBot: false, Deleted: false });
        Place = place with { As = Me.Name, Team = workspace.Team.Id };
        Notice = null;
    }

    public void Go(Place place) => navigation.NavigateTo(place.Address);

    public void GoToChannel(string channel) => Go(Place with { Channel = channel, Thread = null, Home = false });

    public void GoToThread(string? thread) => Go(Place with { Thread = thread });

    public async Task GoToDirectAsync(string with)
    {
        if (await TryAsync(cancellationToken => people.OpenDmAsync(Me.Id, with, cancellationToken)) is { } channel)
            GoToChannel(channel);
    }

    /// <summary>Does something; a refusal becomes a notice.</summary>
    public async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> act)
        where T : class
    {
        try
        {
            return await act(CancellationToken.None);
        }
        catch (RefusedException refused)
        {
            Tell(refused.Message);
            return null;
        }
    }

    public async Task TryAsync(Func<CancellationToken, Task> act)
    {
        try
        {
            await act(CancellationToken.None);
        }
        catch (RefusedException refused)
        {
            Tell(refused.Message);
        }
    }

    /// <summary>Asks the app something; what a person would see as its failure becomes a notice.</summary>
    public async Task<Interaction?> AskAppAsync(Func<CancellationToken, Task<Interaction>> act)
    {
        Notice = null;
        var interaction = await TryAsync(act);
        if (interaction is { Problem: not null })
            Tell(interaction.Shown ?? $"The app answered with a problem: {interaction.Problem}", interaction.Detail);
        return interaction;
    }

    public void Tell(string text, string? detail = null)
    {
        Notice = new Notice(text, detail);
        Redraw?.Invoke(this, EventArgs.Empty);
    }

    public void Dismiss()
    {
        Notice = null;
        Redraw?.Invoke(this, EventArgs.Empty);
    }

    public Task<bool> ConfirmAsync(JsonObject question)
    {
        asked?.TrySetResult(false);
        asked = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Question = question;
        Redraw?.Invoke(this, EventArgs.Empty);
        return asked.Task;
    }

    public void Answer(bool agreed)
    {
        Question = null;
        asked?.TrySetResult(agreed);
        Redraw?.Invoke(this, EventArgs.Empty);
    }

    public Scene Scene()
    {
        lock (workspace.Gate)
        {
            return new Scene
            {
                Viewer = Me.Id,
                Zone = Zone(Me.Tz),
                Now = workspace.Clock.Now,
                People = [.. workspace.Users.Where(u => !u.Deleted || u.Id == Me.Id).Select(u => new Choice(u.Id, u.RealName))],
                Former = [.. workspace.Users.Where(u => u.Deleted && u.Id != Me.Id).Select(u => new Choice(u.Id, u.RealName))],
                Channels = [.. people.ChannelsVisibleTo(Me.Id).Where(c => !c.IsArchived).Select(ChoiceOf)],
                Groups = [.. workspace.State.UserGroups.Select(g => new Choice(g.Id, g.Handle))],
            };
        }
    }

    public static TimeZoneInfo Zone(string tz) => TimeZoneInfo.TryFindSystemTimeZoneById(tz, out var zone) ? zone : TimeZoneInfo.Utc;

    private IEnumerable<Shortcut> Shortcuts(string type) => (app.Manifest.Shortcuts ?? []).Where(s => s.Type == type);

    /// <summary>What a conversation is called by who looks at it.</summary>
    public string NameOf(Channel channel) => channel switch
    {
        { IsIm: true } => workspace.FindUser(channel.OtherThan(Me.Id))?.RealName ?? channel.Name,
        { IsMpim: true } => string.Join(", ", channel.Members.Where(id => id != Me.Id).OrderBy(id => id == workspace.Bot.UserId).Select(id => workspace.FindUser(id)?.RealName ?? id)),
        _ => channel.Name,
    };

    private Choice ChoiceOf(Channel channel) => !channel.IsNamed
        ? new Choice(channel.Id, NameOf(channel)) { Kind = channel.Kind }
        : new Choice(channel.Id, channel.Name) { Kind = channel.IsPrivate ? "private" : "public" };
}

public sealed record Notice(string Text, string? Detail);
