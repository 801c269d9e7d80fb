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

    /// <summary>How people read a column, and its value where that is not words they typed.</summary>
    private static readonly (string Column, string Words, Func<JsonNode, string>? Read)[] Columns =
    [
        ("text", "words", null),
        ("kind", "kind", kind => CauseKinds.Name(kind.GetValue<string>()).ToLowerInvariant()),
        ("category", "contributing factor", null),
        ("confidence", "how sure we are", sure => Confidences.Name(sure.GetValue<string>()).ToLowerInvariant()),
        ("service", "service", null),
        ("probability", "how probable it was", chance => $"{(chance.GetValue<double>() * 100).ToString("0.######", CultureInfo.InvariantCulture)} %"),
        ("occurred_at", "time", at => When.At(at.GetValue<DateTimeOffset>())),
        ("at_least", "how its causes go together", some => $"at least {some.GetValue<int>()} of them together"),
        ("stop_reason", "reason to stop", null),
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
            return part is { Before: null } or { After: null } ? [$"• “{Named(graph, part.Id)}” {(part.After is null ? "no longer" : "")} made possible by “{Named(graph, part.LinkedId)}”".Replace("  ", " ", StringComparison.Ordinal)] : [$"• “{Named(graph, part.Id)}”: {Gate(part.Before)} → {Gate(part.After)}"];
        if (part.IsPointer)
            return part is { Holder: CausePointers.Item, Before: not null, After: not null } ? [$"• an action item now breaks “{Pointed(graph, part.After)}” (was: “{Pointed(graph, part.Before)}”)"] : [];
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
        foreach (var (column, words, read) in Columns)
        {
            if (!JsonNode.DeepEquals(before[column], after[column]))
                yield return $"• {words}: {Told(before[column], read)} → {Told(after[column], read)}";
        }
    }

    // What people typed is quoted; what they chose is said.
    private static string Told(JsonNode? value, Func<JsonNode, string>? read) => (value, read) switch
    {
        (null, _) => "nothing",
        (_, null) => $"“{Said.Line(Value(value), 200)}”",
        _ => read(value),
    };

    private static string Value(JsonNode? value) => value?.GetValue<string>() ?? "";

    private static string Gate(JsonObject link) => Value(link["gate"]) == Gates.Or ? "any one would have been enough" : "it took all of them";

    private static string Pointed(CauseGraph graph, JsonObject pointer) => Named(graph, pointer["cause_id"]!.GetValue<Guid>());

    private static string Named(CauseGraph graph, Guid causeId) => Said.Line(graph.FindAny(causeId)?.Text ?? "?", 100);
}
