using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Changes several items of a postmortem in one go, as a review does: what is left empty stays as it is.</summary>
public sealed class ChangeMany(
    ActionItemStore store,
    ActionItemAccess items,
    PostmortemAccess access,
    NewItemForm form,
    SettingsStore settings,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.change_many";

    // A menu holds 100. https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element
    private const int Most = 100;
    private const int OptionLength = 75;

    private static readonly string[] StatesToSet = [ActionState.Open, ActionState.InProgress, ActionState.Done];

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        var open = (await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)).Where(item => item.IsOpen).Take(Most).ToList();
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return await slack.TellAsync(request, closed, cancellationToken);
        if (open.Count == 0)
            return await slack.TellAsync(request, new($"All action items of {postmortem.Key} are closed. Reopen one to change it."), cancellationToken);

        var subject = new NewItem { PostmortemId = postmortem.PostmortemId, List = request.List()?.ToString() };
        await slack.OpenOverAsync(request, View(postmortem, open, subject), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (NewItem.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("items", PostmortemAccess.NotFound.Text);
        var result = await access.ForReadingAsync(writer, subject.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error("items", ActionItemAccess.Kept(refused));
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return ViewSubmissionResponse.Error("items", ActionItemAccess.Kept(closed));

        var change = Change.Read(submission.View.State);
        if (change.Ids.Count == 0)
            return ViewSubmissionResponse.Error("items", "Choose at least one item.");
        if (change.IsEmpty)
            return ViewSubmissionResponse.Error("owner", "Choose what should change: an owner, a due date, a priority or a state.");
        var chosen = (await items.FindManyAsync(writer, change.Ids, cancellationToken)).Where(item => item.PostmortemId == postmortem.PostmortemId).ToList();
        if (await ProblemsAsync(postmortem, change, chosen, writer.UserId, cancellationToken) is { Count: > 0 } problems)
            return problems.AsErrors(otherwise: "items");

        var now = clock.GetUtcNow();
        var weeks = (await settings.GetAsync(writer.WorkspaceId, cancellationToken)).EffectWeeks;
        // Each is a change of its own: the form received twice finds each of them made.
        foreach (var item in chosen)
            await store.ChangeAsync(item, current => change.Apply(current, writer.UserId, weeks, now), writer.UserId, change.Reason, requestKey: null, now, cancellationToken);
        if (ItemList.Parse(subject.List) is { } list && submission.View.PreviousViewId is { } under)
            await screens.RedrawListAsync(writer, under, list, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task<List<Problem>> ProblemsAsync(Postmortem postmortem, Change change, IReadOnlyList<ActionItem> chosen, string writerId, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        if (chosen.Count == 0)
            return [new Problem("These items are gone, or closed to you now.", "items")];
        // What is wrong with the new owner or day is wrong with it for every item.
        var probe = ActionItemForm.Of(chosen[0]) with { OwnerId = change.OwnerId ?? chosen[0].OwnerId, DueOn = change.DueOn ?? chosen[0].DueOn };
        problems.AddRange((await form.ProblemsAsync(postmortem, probe, chosen[0] with { OwnerId = change.OwnerId is null ? chosen[0].OwnerId : null }, writerId, cancellationToken)).Where(problem => problem.Field is "owner" or "due"));
        if (change.DueOn is { } day && change.Reason is null && chosen.FirstOrDefault(item => item.IsPushedTo(day)) is { } pushed)
            problems.Add(new Problem($"{pushed.Key} would move to a later day. Say in a sentence why.", "reason"));
        return problems;
    }

    private static ModalViewDefinition View(Postmortem postmortem, IReadOnlyList<ActionItem> open, NewItem subject) => new()
    {
        CallbackId = Id,
        Title = "Change several items",
        Submit = "Change them",
        Close = "Cancel",
        PrivateMetadata = subject.ToString(),
        Blocks =
        [
            new InputBlock
            {
                BlockId = "items",
                Label = $"Which items of {postmortem.Key}?",
                Element = new StaticMultiSelectMenu
                {
                    ActionId = "value",
                    Options = [.. open.Select(item => new Option(Mrkdwn.Cut($"{item.Key} {item.Priority} {item.Title}", OptionLength), item.ActionItemId.ToString()))],
                    Placeholder = "Choose them",
                },
            },
            new ContextBlock { Elements = [new Markdown("What you leave empty stays as it is.")] },
            new InputBlock { BlockId = "owner", Label = "Owner", Optional = true, Hint = "They are asked whether they take them.", Element = new UserSelectMenu { ActionId = "value" } },
            new InputBlock { BlockId = "due", Label = "Due date", Optional = true, Element = new DatePicker { ActionId = "value" } },
            new InputBlock { BlockId = "reason", Label = "Why do dates move?", Optional = true, Hint = "Needed where the new day is later.", Element = new PlainTextInput { ActionId = "value", MaxLength = MoveDate.ReasonLength } },
            new InputBlock { BlockId = "priority", Label = "Priority", Optional = true, Element = new StaticSelectMenu { ActionId = "value", Options = [.. Priorities.All.Select(priority => new Option($"{priority.Name} · {priority.Meaning}", priority.Name))] } },
            new InputBlock { BlockId = "state", Label = "State", Optional = true, Element = new StaticSelectMenu { ActionId = "value", Options = [.. StatesToSet.Select(state => new Option(ActionState.Words(state), state))] } },
        ],
    };

    private sealed record Change
    {
        public required IReadOnlyList<Guid> Ids { get; init; }
        public string? OwnerId { get; init; }
        public DateOnly? DueOn { get; init; }
        public string? Priority { get; init; }
        public string? State { get; init; }
        public string? Reason { get; init; }

        public bool IsEmpty => OwnerId is null && DueOn is null && Priority is null && State is null;

        public static Change Read(ViewState state) => new()
        {
            Ids = [.. state.GetOptions("items").Select(id => Guid.TryParse(id, out var item) ? item : default).Where(id => id != default).Take(Most)],
            OwnerId = state.GetUser("owner"),
            DueOn = state.GetDate("due"),
            Priority = state.GetOption("priority") is { } priority && Priorities.Known(priority) ? priority : null,
            State = state.GetOption("state") is { } chosen && StatesToSet.Contains(chosen) ? chosen : null,
            Reason = state.GetText("reason")?.Trim() is { Length: > 0 } reason ? Mrkdwn.Cut(reason, MoveDate.ReasonLength) : null,
        };

        /// <summary>Null: it is so already.</summary>
        public ActionItem? Apply(ActionItem item, string by, int effectWeeks, DateTimeOffset now)
        {
            var changed = OwnerId is null ? item : item.OwnedBy(OwnerId, by, now);
            changed = DueOn is null ? changed : changed.DueAt(DueOn);
            changed = changed with { Priority = Priority ?? changed.Priority };
            if (State is not null && changed.MayBecome(State))
                changed = changed.Become(State, reason: null, by, effectWeeks, now);
            return changed == item ? null : changed;
        }
    }
}
