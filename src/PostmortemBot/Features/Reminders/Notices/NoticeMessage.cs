using System.Globalization;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders.Notices;

/// <summary>What others changed about somebody's items, in one quiet message.</summary>
public static class NoticeMessage
{
    /// <summary>One block each.</summary>
    public const int MostItems = 20;

    // A section holds 3,000.
    private const int MostFields = 5;
    private const int MostOfATitle = 300;
    private const int MostOfAValue = 120;

    public static string Text(IReadOnlyList<ChangedField> changes) => $"{Who(changes)} changed {Count(changes)}";

    public static IReadOnlyList<Block> Blocks(IReadOnlyList<ChangedField> changes)
    {
        var items = changes.GroupBy(change => change.ActionItemId).ToList();
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown($"*{Who(changes)} changed {Count(changes)}*") } };
        blocks.AddRange(items.Take(MostItems).Select(item => new SectionBlock
        {
            Text = new Markdown($"*AI-{item.First().Number} · {Cut(item.First().Title, MostOfATitle)}*\n{string.Join('\n', item.Take(MostFields).Select(change => $"• {Words(change)}"))}"),
            Accessory = new Button { ActionId = CardActions.ItemEdit, Text = "Open", Value = item.Key.ToString(), AccessibilityLabel = $"Open AI-{item.First().Number}" },
        }));
        var left = items.Count > MostItems ? $"And {items.Count - MostItems} more. " : "";
        blocks.Add(new ContextBlock { Elements = [new Markdown($"{left}You read this because you own {(items.Count == 1 ? "it" : "them")}. If it is fine with you, there is nothing to do.")] });
        return blocks;
    }

    private static string Who(IReadOnlyList<ChangedField> changes) =>
        changes.Select(change => change.ActorId).Distinct(StringComparer.Ordinal).ToList() is [var one] ? ActorWords.Of(one) : "Others";

    private static string Count(IReadOnlyList<ChangedField> changes) =>
        changes.DistinctBy(change => change.ActionItemId).Count() is var items && items == 1 ? "an action item of yours" : $"{items} action items of yours";

    private static string Words(ChangedField change)
    {
        var why = change is { Field: "due" or "state", Note: { Length: > 0 } note } ? $": “{Cut(note, 2 * MostOfAValue)}”" : "";
        return $"{ActorWords.Of(change.ActorId)} {What(change)}{why}";
    }

    private static string What(ChangedField change) => change.Field switch
    {
        "state" => change.Became switch
        {
            "done" => "marked it as done",
            "wont_do" => "closed it as won't do",
            "blocked" => "said that it is blocked",
            "in_progress" => "said that it is in progress",
            _ => change.Was is "done" or "wont_do" ? "reopened it" : "set it back to open",
        },
        "due" => $"moved its due date from {Day(change.Was)} to {Day(change.Became)}",
        "title" => $"changed its title, which was “{Cut(change.Was ?? "", MostOfAValue)}”",
        "priority" => $"changed its priority from {change.Was} to {change.Became}",
        "helpers" => "changed who helps with it",
        var field => $"changed its {field}",
    };

    private static string Day(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? When.Day(date) : "none";

    private static string Cut(string text, int most) => Mrkdwn.Cut(Mrkdwn.Escape(Mrkdwn.Cut(text.ReplaceLineEndings(" ").Replace('*', '∗'), most)), 2 * most);
}
