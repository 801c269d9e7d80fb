using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The action items in the report: what will change, who sees to it, and by when.</summary>
public sealed class ActionItemsReport(ActionItemStore store, People people) : IReportSection
{
    private const int MostLookUps = 20;

    public int Order => 70;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var items = (await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)).OrderBy(item => item.Number).ToList();
        var ownerIds = items.SelectMany(item => item.Helpers.Prepend(item.OwnerId)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var known = await people.KnownAsync(postmortem.WorkspaceId, ownerIds, new LookUpBudget(MostLookUps), cancellationToken);
        var gone = known.Values.Where(person => person.IsDeactivated).Select(person => person.UserId).ToHashSet(StringComparer.Ordinal);
        return new ReportSection
        {
            Title = "Action items",
            Markdown = Markdown(items, ownerIds.ToDictionary(userId => userId, userId => PeopleNames.Name(known, userId), StringComparer.Ordinal), gone),
            ChangedAt = items.Count == 0 ? null : items.Max(item => item.ContentChangedAt),
            Missing = items.Count == 0 ? ["There are no action items."] : [.. items.SelectMany(item => item.Missing())],
        };
    }

    public static string Markdown(IReadOnlyList<ActionItem> items, IReadOnlyDictionary<string, string> names, IReadOnlySet<string>? gone = null)
    {
        if (items.Count == 0)
            return "No action items were recorded.\n";

        var text = new StringBuilder();
        text.AppendLine("| Item | Owner | Type | Priority | Due | State |")
            .AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var item in items)
            text.AppendLine($"| {Name(item)} | {Owner(item, names, gone)} | {ActionTypes.Name(item.Type)} | {item.Priority} | {(item.DueOn is { } due ? $"{due:yyyy-MM-dd}" : "none")} | {State(item)} |");
        foreach (var item in items)
        {
            if (More(item, names) is { Length: > 0 } more)
                text.AppendLine().AppendLine($"**{item.Key}**: {more}");
        }

        return text.ToString();
    }

    private static string More(ActionItem item, IReadOnlyDictionary<string, string> names)
    {
        var parts = new List<string>();
        if (item.Details.Length > 0)
            parts.Add(MarkdownText.EscapeLine(item.Details));
        if (item.CauseText is { } cause)
            parts.Add($"*Breaks the cause:* {MarkdownText.EscapeLine(cause)}");
        if (item.Helpers.Length > 0)
            parts.Add($"*Helping:* {string.Join(", ", item.Helpers.Select(helper => MarkdownText.EscapeLine(names.GetValueOrDefault(helper, PeopleNames.Unknown))))}");
        if (item is { State: ActionState.Done, EvidenceUrl: { } evidence })
            parts.Add($"*Evidence:* <{evidence}>");
        if (item is { State: ActionState.Done, Effect: { } effect })
            parts.Add($"*Did it work?* {Effects.Words(effect)}");
        return string.Join("  \n", parts);
    }

    private static string Name(ActionItem item) => $"**{item.Key}** {MarkdownText.EscapeLine(item.Title)}";

    private static string Owner(ActionItem item, IReadOnlyDictionary<string, string> names, IReadOnlySet<string>? gone)
    {
        if (item.OwnerId is not { } owner)
            return "nobody yet";
        // An open item of somebody who has left needs another owner; a closed one was theirs.
        var hasLeft = item.IsOpen && gone?.Contains(owner) == true;
        return MarkdownText.EscapeLine(names.GetValueOrDefault(owner, PeopleNames.Unknown)) + (hasLeft ? " (deactivated)" : item.IsWaiting ? " (asked)" : "");
    }

    private static string State(ActionItem item) => item.State switch
    {
        ActionState.WontDo => $"Won't do: {MarkdownText.EscapeLine(item.StateReason ?? "")}",
        ActionState.Blocked => $"Blocked: {MarkdownText.EscapeLine(item.BlockedReason ?? "")}",
        _ => ActionState.Words(item.State),
    };
}
