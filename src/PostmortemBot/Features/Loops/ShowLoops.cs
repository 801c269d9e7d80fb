using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Loops;

/// <summary>/postmortem loop: what the findings became, as a list to add to and edit.</summary>
public sealed partial class ShowLoops(
    LoopStore store,
    NamedPostmortem named,
    PostmortemAccess access,
    People people,
    ISlackClients slack,
    TimeProvider clock,
    ILogger<ShowLoops> logger) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string AddId = "loops.add";
    public const string EditId = "loops.edit";
    private const string ListId = "loops.list";

    public string Verb => "loop";
    public IReadOnlyList<string> Aliases => ["loops", "runbooks"];
    public int Order => 56;
    public string Usage => "loop [PM-12]";
    public string Summary => "registers what a finding became: runbook, SLO, alert, guardrail, rotation, dashboard";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var adds = rest.Equals("add", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("add ", StringComparison.OrdinalIgnoreCase);
        var result = await named.FindAsync(command, adds ? "" : rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);
        var view = adds
            ? await AddFormAsync(postmortem, rest[3..].Trim(), command.UserId, cancellationToken)
            : await ListAsync(postmortem, cancellationToken);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, view, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        if (!Guid.TryParse(request.Action.ChosenValue, out var id))
            return Ack.Done;
        var entry = request.Action.ActionId == EditId ? await store.FindAsync(request.WorkspaceId, id, cancellationToken) : null;
        var result = await access.ForReadingAsync(reader, entry?.PostmortemId ?? id, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var form = entry is null
            ? await AddFormAsync(postmortem, "", request.UserId, cancellationToken)
            : Form(EditId, "Edit", entry.LoopId, LoopForm.Of(entry), await store.FindingsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken));
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View?.Type == "modal" ? views.Push(request.TriggerId, form, cancellationToken) : views.Open(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        var isEdit = submission.View.CallbackId == EditId;
        var entry = isEdit && Guid.TryParse(submission.View.PrivateMetadata, out var loopId) ? await store.FindAsync(writer.WorkspaceId, loopId, cancellationToken) : null;
        var postmortemId = isEdit ? entry?.PostmortemId : Guid.TryParse(submission.View.PrivateMetadata, out var id) ? id : null;
        var result = await access.ForReadingAsync(writer, postmortemId ?? default, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error("title", refused.Text);

        var draft = LoopForm.Read(submission.View.State);
        var now = clock.GetUtcNow();
        var problems = draft.Problems(await TodayAsync(writer, now, cancellationToken), entry?.VerifyOn).ToList();
        var findings = await store.FindingsAsync(writer.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        if (draft.FindingId is { } finding && findings.All(known => known.FindingId != finding))
            problems.Add(new Problem("This finding is gone. Choose another, or none.", "finding"));
        if (await OwnerProblemAsync(writer, postmortem, draft.OwnerId, cancellationToken) is { } unsuitable)
            problems.Add(unsuitable);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "title");

        if (entry is null)
            await store.AddAsync(postmortem, draft, writer.UserId, submission.View.Id, now, cancellationToken);
        else
            await store.EditAsync(entry, draft, writer.UserId, now, cancellationToken);
        if (submission.View.PreviousViewId is { Length: > 0 } list)
            await FollowAsync(postmortem, list, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task<ModalViewDefinition> AddFormAsync(Postmortem postmortem, string title, string userId, CancellationToken cancellationToken)
    {
        var today = await TodayAsync(new Reader(postmortem.WorkspaceId, userId), clock.GetUtcNow(), cancellationToken);
        var findings = await store.FindingsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return Form(AddId, "Close the loop", postmortem.PostmortemId, LoopForm.Proposal(postmortem, title, userId, today), findings);
    }

    private async Task<DateOnly> TodayAsync(Reader reader, DateTimeOffset now, CancellationToken cancellationToken) =>
        Zones.Today((await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken)).Zone, now);

    /// <summary>Who is asked about it must be able to answer, and to read what it came from.</summary>
    private async Task<Problem?> OwnerProblemAsync(Reader writer, Postmortem postmortem, string? ownerId, CancellationToken cancellationToken)
    {
        if (ownerId is null || ownerId == writer.UserId)
            return null;
        var owner = await people.GetAsync(writer.WorkspaceId, ownerId, cancellationToken);
        if (!owner.CanOwn)
            return new Problem($"{owner.DisplayName} cannot be asked: {(owner.IsDeactivated ? "the account is deactivated" : "it is an app")}. Choose somebody else.", "owner");
        return (await access.ForReadingAsync(new Reader(writer.WorkspaceId, ownerId), postmortem.PostmortemId, standingIn: null, cancellationToken)).Failed(out _, out _)
            ? new Problem($"{owner.DisplayName} cannot see {postmortem.Key}. Invite them to its channel first, or choose somebody else.", "owner")
            : null;
    }

    private async Task<ModalViewDefinition> ListAsync(Postmortem postmortem, CancellationToken cancellationToken) => new()
    {
        CallbackId = ListId,
        Title = Mrkdwn.Cut($"Loops of {postmortem.Key}", 24),
        Close = "Close",
        PrivateMetadata = postmortem.PostmortemId.ToString(),
        Blocks = LoopBlocks.List(postmortem, await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)),
    };

    /// <summary>The entry is stored by now, so a Slack that does not answer leaves the list as it was.</summary>
    private async Task FollowAsync(Postmortem postmortem, string viewId, CancellationToken cancellationToken)
    {
        try
        {
            await slack.For(postmortem.WorkspaceId).Views.UpdateByViewId(await ListAsync(postmortem, cancellationToken), viewId, hash: null, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            CannotRedraw(logger, refused.Method, refused.Error);
        }
    }

    private static ModalViewDefinition Form(string id, string title, Guid subject, LoopDraft known, IReadOnlyList<Finding> findings) => new()
    {
        CallbackId = id,
        Title = title,
        Submit = "Save",
        Close = "Cancel",
        PrivateMetadata = subject.ToString(),
        Blocks = LoopForm.Blocks(known, findings),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of loops could not be drawn again after a change: {Method} said {Error}")]
    private static partial void CannotRedraw(ILogger logger, string method, string error);
}
