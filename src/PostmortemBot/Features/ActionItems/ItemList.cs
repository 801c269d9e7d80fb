using System.Globalization;
using System.Text.RegularExpressions;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Which items a list shows, and from which one on; kept in the list itself as text.</summary>
public sealed partial record ItemList
{
    public const string OfPostmortem = "pm";
    public const string Mine = "mine";
    public const string Team = "team";

    /// <summary>Everything the reader may read; for exports.</summary>
    public const string Everywhere = "everywhere";

    public const string All = "all";
    public const string Unfinished = "unfinished";
    public const string Overdue = "overdue";

    public static readonly IReadOnlyList<(string State, string Name)> States =
    [
        (All, "All states"), (Unfinished, "Not done yet"), (Overdue, "Overdue"), (ActionState.Open, "Open"), (ActionState.InProgress, "In progress"),
        (ActionState.Blocked, "Blocked"), (ActionState.Done, "Done"), (ActionState.WontDo, "Won't do"),
    ];

    public required string Scope { get; init; }

    /// <summary>The postmortem it was opened for; the way back from the wider lists.</summary>
    public Guid? PostmortemId { get; init; }
    public string State { get; init; } = All;

    /// <summary>P0 to P3, or empty for all.</summary>
    public string Priority { get; init; } = "";
    public ItemCursor? Cursor { get; init; }

    public static ItemList Of(Guid postmortemId) => new() { Scope = OfPostmortem, PostmortemId = postmortemId };

    public ItemList From(ItemCursor? cursor) => this with { Cursor = cursor };

    public override string ToString() => $"{Scope}|{PostmortemId:N}|{State}|{Priority}|{Cursor}";

    public static ItemList? Parse(string? text) => text?.Split('|') is [var scope, var id, var state, var priority, var cursor]
        && scope is OfPostmortem or Mine or Team or Everywhere && States.Any(known => known.State == state) && (priority.Length == 0 || Priorities.Known(priority))
            ? new ItemList { Scope = scope, PostmortemId = Guid.TryParse(id, out var postmortem) ? postmortem : null, State = state, Priority = priority, Cursor = ItemCursor.Parse(cursor) }
            : null;

    /// <summary>What a person types after "actions": mine, my team's, overdue, a state, a priority. What is left names a postmortem.</summary>
    public static (ItemList List, string Name) Read(string typed)
    {
        var list = new ItemList { Scope = OfPostmortem };
        var rest = Filter().Replace(typed, match =>
        {
            var word = Spaces().Replace(match.Value.ToLowerInvariant().Replace('\u2019', '\''), " ");
            list = word switch
            {
                "mine" or "my" => list with { Scope = Mine, State = list.State == All ? Unfinished : list.State },
                "team" or "my team" or "my team's" or "team's" => list with { Scope = Team, State = list.State == All ? Unfinished : list.State },
                "overdue" or "late" => list with { State = Overdue },
                "open" => list with { State = Unfinished },
                "in progress" => list with { State = ActionState.InProgress },
                "blocked" => list with { State = ActionState.Blocked },
                "done" => list with { State = ActionState.Done },
                "won't do" or "wont do" => list with { State = ActionState.WontDo },
                "all" => list with { State = All },
                _ => list with { Priority = word.ToUpperInvariant() },
            };
            return " ";
        });
        return (list, Spaces().Replace(rest, " ").Trim());
    }

    [GeneratedRegex(@"(?<![\w-])(my\s+team(['\u2019]s)?|team(['\u2019]s)?|mine|my|overdue|late|open|in\s+progress|blocked|done|won['\u2019]?t\s+do|all|p[0-3])(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Filter();

    [GeneratedRegex(@"\s+", RegexOptions.None, MatchLimit.Milliseconds)]
    private static partial Regex Spaces();
}

/// <summary>A place in a list: the item after (or before) which a page begins, by what lists are ordered by.</summary>
public sealed record ItemCursor(bool IsBackwards, bool IsClosed, DateOnly Due, string Priority, int Number)
{
    public static ItemCursor After(ActionItem item) => At(item, isBackwards: false);

    public static ItemCursor Before(ActionItem item) => At(item, isBackwards: true);

    private static ItemCursor At(ActionItem item, bool isBackwards) => new(isBackwards, !item.IsOpen, item.DueOn ?? DateOnly.MaxValue, item.Priority, item.Number);

    public override string ToString() => $"{(IsBackwards ? '<' : '>')}{(IsClosed ? 1 : 0)}~{Due:yyyyMMdd}~{Priority}~{Number}";

    public static ItemCursor? Parse(string? text) => text?.Split('~') is [['<' or '>', var closed], var due, var priority, var number]
        && DateOnly.TryParseExact(due, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && Priorities.Known(priority) && int.TryParse(number, out var last)
            ? new ItemCursor(text[0] == '<', closed == '1', day, priority, last)
            : null;
}

/// <summary>One page of a list, in the order in which it is shown.</summary>
public sealed record ItemPage(IReadOnlyList<ActionItem> Items, bool HasEarlier, bool HasLater);

/// <summary>How many items wait; those beyond a bound are not counted.</summary>
public sealed record ItemCounts
{
    public const int Most = 200;

    public required int Mine { get; init; }
    public required int Overdue { get; init; }
    public required int Team { get; init; }

    public static string Words(int count) => count > Most ? $"{Most:N0}+" : $"{count:N0}";
}
