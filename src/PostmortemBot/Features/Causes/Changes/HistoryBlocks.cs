using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>Who changed what, newest first, in a modal.</summary>
public static class HistoryBlocks
{
    private const int Shown = 40;
    private const int LinesEach = 6;

    private static readonly (string Column, string Words)[] Columns =
    [
        ("text", "words"), ("kind", "kind"), ("category", "contributing factor"), ("confidence", "how sure we are"), ("service", "service"),
        ("probability", "probability"), ("occurred_at", "time"), ("at_least", "at least so many together"), ("stop_reason", "reason to stop"),
    ];

    public static ModalViewDefinition View(Postmortem postmortem, CauseGraph graph, IReadOnlyList<CauseChange> changes)
    {
        var blocks = new List<Block>();
        if (changes.FirstOrDefault(change => change is { Undoes: null, UndoneAt: null }) is { } last && postmortem.IsOpen)
        {
            blocks.Add(new SectionBlock
            {
                Text = new Markdown($"The last change: {Mrkdwn.User(last.ActorId)} {CauseActs.Words(last.Act)}, {When.At(last.At)}."),
                Accessory = new Button { ActionId = UndoChange.Id, Text = "Undo it", Value = $"{last.ChangeId} {last.CauseId}", AccessibilityLabel = "Take the last change back" },
            });
            blocks.Add(new DividerBlock());
        }

        if (changes.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("Nothing has changed since the problem was stated.") });
        blocks.AddRange(changes.Take(Shown).Select(change => new SectionBlock { Text = new Markdown(Mrkdwn.Cut(Words(graph, change), 3000)) }));
        if (changes.Count > Shown)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"The newest {Shown} changes are shown.")] });
        return new ModalViewDefinition
        {
            CallbackId = ShowHistory.Id,
            Title = "History of the causes",
            Close = "Close",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks = blocks,
        };
    }

    private static string Words(CauseGraph graph, CauseChange change)
    {
        var lines = change.Read().SelectMany(part => Lines(graph, part)).ToList();
        var more = lines.Count > LinesEach ? $"\n      and {lines.Count - LinesEach} more" : "";
        var undone = change.UndoneAt is null ? "" : " _(taken back)_";
        return $"{When.At(change.At)}  {Mrkdwn.User(change.ActorId)} {CauseActs.Words(change.Act)}{undone}\n{string.Join('\n', lines.Take(LinesEach))}{more}";
    }

    private static IEnumerable<string> Lines(CauseGraph graph, ChangedPart part)
    {
        if (part.IsLink)
            return part is { Before: null } or { After: null } ? [$"• “{Named(graph, part.Id)}” {(part.After is null ? "no longer" : "")} made possible by “{Named(graph, part.LinkedId)}”".Replace("  ", " ", StringComparison.Ordinal)] : [$"• “{Named(graph, part.Id)}”: {Value(part.Before["gate"])} → {Value(part.After["gate"])}"];
        if (part.IsEvidence)
            return [$"• known from {((part.After ?? part.Before)?["url"] is { } url ? Said.Line(Value(url), 150) : "an entry of the timeline")}{(part.After is null ? ": taken off" : "")}"];
        if (part.Before is null)
            return [$"• added “{Said.Line(Value(part.After?["text"]), 150)}”"];
        if (part.After is null)
            return [];
        return Changed(part.Before, part.After);
    }

    private static IEnumerable<string> Changed(JsonObject before, JsonObject after)
    {
        var (was, isNow) = (before["removed_at"] is null, after["removed_at"] is null);
        if (was != isNow)
            yield return $"• “{Said.Line(Value(after["text"]), 150)}” {(isNow ? "put back" : after["merged_into"] is null ? "taken out" : "counted as the other")}";
        foreach (var (column, words) in Columns)
        {
            if (!JsonNode.DeepEquals(before[column], after[column]))
                yield return $"• {words}: {Quoted(before[column])} → {Quoted(after[column])}";
        }
    }

    private static string Quoted(JsonNode? value) => value is null ? "nothing" : $"“{Said.Line(Value(value), 200)}”";

    private static string Value(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue<string>(out var words) => words == Confidences.RuledOut ? "ruled out" : words,
        JsonValue number when number.TryGetValue<double>(out var amount) => amount.ToString(CultureInfo.InvariantCulture),
        _ => value.ToJsonString(),
    };

    private static string Named(CauseGraph graph, Guid causeId) => Said.Line(graph.FindAny(causeId)?.Text ?? "?", 100);
}
