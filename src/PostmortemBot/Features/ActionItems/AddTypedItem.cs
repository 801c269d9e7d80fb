using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// /postmortem action. A sentence that says who, until when or how urgent is stored as it is read, and the answer says how it
/// was read; words alone open the form, because the rest is still to be said.
/// </summary>
public sealed class AddTypedItem(
    ActionItemStore store,
    NewItemForm form,
    PostmortemAccess access,
    SettingsStore settings,
    Owners owners,
    People people,
    ReadableText readable,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb
{
    public string Verb => "action";
    public IReadOnlyList<string> Aliases => ["todo"];
    public int Order => 50;
    public string Usage => "action what will change @owner friday P1";
    public string Summary => "adds an action item; a day can be said as \"by 24 Dec\", \"in 2 weeks\" or 2026-12-24";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var found = await access.ForReadingAsync(command, cancellationToken);
        if (found.Failed(out var missing, out var postmortem))
            return SlashCommandResponse.Ephemeral(missing.Text);
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return SlashCommandResponse.Ephemeral(closed.Text);

        // The words are read as Slack sent them, because only there a mention names somebody.
        var typed = command.Text.Replace("\0", "", StringComparison.Ordinal).Trim().Split([' ', '\t', '\n'], 2);
        var today = await owners.TodayAsync(command.WorkspaceId, ownerId: null, command.UserId, clock.GetUtcNow(), cancellationToken);
        var item = TypedItem.Read(typed.Length > 1 ? typed[1] : "", today);
        var title = await readable.ReadAsync(command.WorkspaceId, item.Text, cancellationToken);
        if (title.Length > ActionItemDraft.DetailsLength)
            return Replies.GiveBack($"That has {title.Length:N0} characters. A title holds {ActionItemDraft.TitleLength} and the details {ActionItemDraft.DetailsLength:N0}, so nothing was stored.", rest);
        if (item.SaysMore && title.Length > 0)
            return await StoreAsync(command, postmortem, item, title, today, cancellationToken);

        var view = await form.ViewAsync(
            postmortem, title, command.UserId, new NewItem { PostmortemId = postmortem.PostmortemId }, (draft, proposing) => Fill(draft, proposing, item), TypedItemAnswer.Notes(item), cancellationToken);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, view, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    private async Task<SlashCommandResponse> StoreAsync(SlashCommand command, Postmortem postmortem, TypedItem item, string title, DateOnly today, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var chosen = await settings.GetAsync(command.WorkspaceId, cancellationToken);
        var draft = Fill(ActionItemForm.Proposal(postmortem, title, today, chosen), new Proposing(postmortem, today, chosen), item);
        // The rule looks at the writer's row.
        await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken);
        var (suited, refused) = await SuitedAsync(postmortem, draft, cancellationToken);
        // Stored under an id of the request: whoever sends it twice has one item.
        var itemId = RequestIds.From(command.WorkspaceId, $"action {command.TriggerId}");
        await store.CreateAsync(itemId, postmortem, suited, origin: null, command.UserId, $"action {command.TriggerId}", now, cancellationToken);
        return await store.FindAsync(command.WorkspaceId, itemId, cancellationToken) is { } stored
            ? TypedItemAnswer.Receipt(stored, item, refused, isDueTyped: item.DueOn is not null)
            : SlashCommandResponse.Ephemeral(PostmortemAccess.NotFound.Text);
    }

    /// <summary>The draft without those who cannot own it or help, and why each of them is left out.</summary>
    private async Task<(ActionItemDraft Draft, IReadOnlyList<Problem> Refused)> SuitedAsync(Postmortem postmortem, ActionItemDraft draft, CancellationToken cancellationToken)
    {
        var refused = new List<Problem>();
        var owner = draft.OwnerId;
        if (await UnsuitedAsync(postmortem, owner, cancellationToken) is { } unsuited)
        {
            refused.Add(unsuited);
            owner = null;
        }

        var helpers = new List<string>();
        foreach (var helper in draft.Helpers.Take(ActionItemDraft.MostHelpers))
        {
            if (await UnsuitedAsync(postmortem, helper, cancellationToken) is { } cannotHelp)
                refused.Add(cannotHelp);
            else
                helpers.Add(helper);
        }

        if (draft.Helpers.Count > ActionItemDraft.MostHelpers)
            refused.Add(new($"At most {ActionItemDraft.MostHelpers} people can help with one item; the first {ActionItemDraft.MostHelpers} were taken."));
        return (draft with { OwnerId = owner, Helpers = helpers }, refused);
    }

    private async Task<Problem?> UnsuitedAsync(Postmortem postmortem, string? userId, CancellationToken cancellationToken)
    {
        try
        {
            return await owners.ProblemAsync(postmortem, userId, cancellationToken);
        }
        catch (Exception failure) when (failure is SlackApiException or HttpRequestException)
        {
            // The item is worth keeping without its owner, too.
            return new Problem("Slack did not answer when I looked up somebody you named, so they were not asked. Edit gives it to them.");
        }
    }

    private static ActionItemDraft Fill(ActionItemDraft draft, Proposing proposing, TypedItem typed)
    {
        var priority = typed.Priority ?? draft.Priority;
        return draft with { OwnerId = typed.OwnerId, Helpers = typed.Helpers, Type = typed.Type ?? draft.Type, Priority = priority, DueOn = typed.DueOn ?? proposing.DueFor(priority) };
    }
}
