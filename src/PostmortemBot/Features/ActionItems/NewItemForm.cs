using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The form of a new item, filled in with what is known where it is opened.</summary>
public sealed class NewItemForm(Owners owners, ItemListStore lists, SettingsStore settings, TimeProvider clock)
{
    /// <param name="postmortem">What it belongs to.</param>
    /// <param name="title">Its first words.</param>
    /// <param name="writerId">Who writes.</param>
    /// <param name="subject">What the form remembers.</param>
    /// <param name="fill">Puts in what else is known.</param>
    /// <param name="notes">What the writer should know.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ModalViewDefinition> ViewAsync(
        Postmortem postmortem, string title, string writerId, NewItem subject, Func<ActionItemDraft, Proposing, ActionItemDraft> fill, IEnumerable<string> notes, CancellationToken cancellationToken)
    {
        var today = await owners.TodayAsync(postmortem.WorkspaceId, ownerId: null, writerId, clock.GetUtcNow(), cancellationToken);
        var chosen = await settings.GetAsync(postmortem.WorkspaceId, cancellationToken);
        var causes = await lists.CausesAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var draft = fill(ActionItemForm.Proposal(postmortem, title, today, chosen), new Proposing(postmortem, today, chosen));
        var said = notes.ToList();
        if (!postmortem.IsOpen)
            said.Add($"{postmortem.Key} is published. Action items can still be added and worked on.");
        return new ModalViewDefinition
        {
            CallbackId = AddActionItem.Id,
            Title = "Add action item",
            Submit = "Add",
            Close = "Cancel",
            PrivateMetadata = subject.ToString(),
            Blocks = ActionItemForm.Blocks(draft, causes, said.Count == 0 ? null : string.Join('\n', said)),
        };
    }

    /// <summary>What keeps a draft from being stored, each at its field.</summary>
    /// <param name="postmortem">What it belongs to.</param>
    /// <param name="draft">As typed.</param>
    /// <param name="before">The item as it is stored, where it is one already: who owned it stays its owner until somebody chooses another.</param>
    /// <param name="writerId">Who writes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<List<Problem>> ProblemsAsync(Postmortem postmortem, ActionItemDraft draft, ActionItem? before, string writerId, CancellationToken cancellationToken)
    {
        var today = await owners.TodayAsync(postmortem.WorkspaceId, draft.OwnerId, writerId, clock.GetUtcNow(), cancellationToken);
        var problems = draft.Problems(today, before?.DueOn).ToList();
        if (draft.OwnerId != before?.OwnerId && await owners.ProblemAsync(postmortem, draft.OwnerId, cancellationToken) is { } unsuitable)
            problems.Add(unsuitable);
        if (await owners.HelpersProblemAsync(postmortem, draft.Helpers.Except(before?.Helpers ?? [], StringComparer.Ordinal), cancellationToken) is { } cannotHelp)
            problems.Add(cannotHelp);
        // A cause that was taken out meanwhile, or belongs to another postmortem, is not linked.
        if (draft.CauseId is { } cause && cause != before?.CauseId
            && (await lists.CauseAsync(postmortem.WorkspaceId, cause, cancellationToken))?.PostmortemId != postmortem.PostmortemId)
            problems.Add(new Problem("This cause was taken out meanwhile. Choose another, or none.", "cause"));
        return problems;
    }
}

/// <summary>What a proposal rests on.</summary>
public sealed record Proposing(Postmortem Postmortem, DateOnly Today, Settings Settings)
{
    public DateOnly DueFor(string priority) => DueDays.Propose(Today, Postmortem.Severity, priority, Settings);
}
