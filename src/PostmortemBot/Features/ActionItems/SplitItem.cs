using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Makes two to five items of one. The first keeps the number and the history; the others name it.</summary>
public sealed class SplitItem(
    ActionItemStore store,
    ActionItemAccess access,
    PostmortemStore postmortems,
    PostgresDatabase database,
    ItemListStore lists,
    People people,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.split";
    private const int Most = 5;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (!item.IsOpen)
            return await slack.TellAsync(request, new(WhyNot(item)), cancellationToken);

        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Split {item.Key}",
            Submit = "Split",
            Close = "Cancel",
            PrivateMetadata = request.Subject(item, seen: string.Join(',', (await PartsAsync(item, cancellationToken)).Select(part => part.Number))).ToString(),
            Blocks =
            [
                new ContextBlock { Elements = [new Markdown($"The first part stays {item.Key}. Each new part gets the same owner, due date, type, priority and cause; change them afterwards as you need.")] },
                .. Enumerable.Range(1, Most).Select(part => Part(part, part == 1 ? item.Title : null)),
            ],
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (FormSubject.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("part_1", ActionItemAccess.NotFound.Text);
        var answer = ViewSubmissionResponse.Close;
        // One after the other, so that whoever comes second reads what the first has made of it.
        await database.AloneAsync($"split {subject.ActionItemId}", async () => answer = await SplitAsync(submission, subject, writer, cancellationToken), cancellationToken);
        return answer;
    }

    private async Task<ViewSubmissionResponse> SplitAsync(ViewSubmission submission, FormSubject subject, Reader writer, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(writer, subject.ActionItemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var item)
            || await postmortems.FindAsync(writer, item.PostmortemId, cancellationToken) is not { } postmortem)
            return ViewSubmissionResponse.Error("part_1", ActionItemAccess.Kept(refused));
        if (!item.IsOpen)
            return ViewSubmissionResponse.Error("part_1", $"{WhyNot(item)} What you wrote is still here.");

        var parts = Enumerable.Range(1, Most)
            .Select(part => (Block: $"part_{part}", Title: submission.View.State.GetText($"part_{part}")?.ReplaceLineEndings(" ").Trim() ?? ""))
            .Where(part => ActionItemDraft.IsVisible(part.Title))
            .ToList();
        if (Problems(parts) is { Count: > 0 } problems)
            return problems.AsErrors(otherwise: "part_1");
        var shown = new ShownForm(submission.View).Text("part_1");
        if (item.Title != shown && item.Title != parts[0].Title)
            return ViewSubmissionResponse.Error("part_1", $"Somebody renamed it to “{Mrkdwn.Cut(item.Title, 200)}” while you were writing “{Mrkdwn.Cut(parts[0].Title, 200)}”. Everything you wrote is still here; close this form and open it again to split it as it is now.");

        if (await TheirsAsync(item, subject, writer, cancellationToken) is { } theirs)
            return ViewSubmissionResponse.Error("part_1", $"{theirs} while you were writing. Everything you wrote is still here; close this form and look at the parts, then split further what is left.");

        await StoreAsync(postmortem, item, [.. parts.Select(part => part.Title)], writer.UserId, submission.View.Id, cancellationToken);
        await screens.FollowAsync(submission, subject, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task<IReadOnlyList<ActionItem>> PartsAsync(ActionItem item, CancellationToken cancellationToken) =>
        [.. (await lists.FamilyAsync(item, cancellationToken)).Where(other => other.OriginId == item.ActionItemId && other.Origin == ItemOrigin.Split)];

    /// <summary>What somebody else has split it into since this form was opened; one's own form may be received twice.</summary>
    private async Task<string?> TheirsAsync(ActionItem item, FormSubject subject, Reader writer, CancellationToken cancellationToken)
    {
        var known = subject.Seen.Split(',');
        var theirs = (await PartsAsync(item, cancellationToken)).Where(part => part.CreatedBy != writer.UserId && !known.Contains($"{part.Number}", StringComparer.Ordinal)).ToList();
        return theirs.Count == 0
            ? null
            : $"{await people.NameAsync(writer.WorkspaceId, theirs[0].CreatedBy, cancellationToken)} split {string.Join(", ", theirs.Select(part => part.Key))} off {item.Key}";
    }

    private async Task StoreAsync(Postmortem postmortem, ActionItem item, IReadOnlyList<string> titles, string by, string viewId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await store.ChangeAsync(
            item, current => current.Title == titles[0] ? null : current with { Title = titles[0] }, by, $"Split into {titles.Count}", requestKey: null, now, cancellationToken);
        var draft = ActionItemForm.Of(item) with { Details = "", SourceUrl = item.SourceUrl };
        // Each part under a key of its own: a form that is received twice makes each of them once.
        foreach (var (title, index) in titles.Skip(1).Select((title, index) => (title, index)))
            await store.CreateAsync(Guid.CreateVersion7(now), postmortem, draft with { Title = title }, new ItemOrigin(item.ActionItemId, ItemOrigin.Split), by, $"{viewId} {index}", now, cancellationToken);
    }

    private static List<Problem> Problems(IReadOnlyList<(string Block, string Title)> parts)
    {
        var problems = parts
            .Where(part => part.Title.Length > ActionItemDraft.TitleLength)
            .Select(part => new Problem($"Keep each title within {ActionItemDraft.TitleLength} characters; this one has {part.Title.Length} now.", part.Block))
            .ToList();
        if (parts.Count < 2)
            problems.Add(new Problem("Write at least two parts, else nothing is split.", parts.Count == 0 ? "part_1" : parts[0].Block == "part_2" ? "part_1" : "part_2"));
        return problems;
    }

    private static InputBlock Part(int part, string? title) => new()
    {
        BlockId = $"part_{part}",
        Label = $"Part {part}",
        Optional = part > 2,
        Element = new PlainTextInput { ActionId = "value", InitialValue = title, MaxLength = ActionItemDraft.TitleLength },
    };

    private static string WhyNot(ActionItem item) => $"{item.Key} is closed ({ActionState.Words(item.State).ToLowerInvariant()}), and what is closed is not split. Reopen it first, or add a follow-up item.";
}
