using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>A field that two people changed at once.</summary>
public sealed record ItemConflict(string BlockId, string Label, string Theirs, string Mine)
{
    /// <summary>Those whom the two values name by their ids.</summary>
    public IReadOnlyList<string> People { get; init; } = [];
}

/// <summary>What a form of an item says, beside what is stored by now.</summary>
public sealed record ItemEdit
{
    /// <summary>What this person changed, on top of what is stored.</summary>
    public required ActionItemDraft Draft { get; init; }

    public required IReadOnlyList<ItemConflict> Conflicts { get; init; }

    /// <summary>The fields that this person changed. In a form that is shown to them again these stand as changed.</summary>
    public required IReadOnlyList<string> Mine { get; init; }

    public static ItemEdit Read(ViewInfo view, FormSubject subject, ActionItem item)
    {
        var merge = new Merging(new HashSet<string>(subject.Seen.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal));
        var (typed, shown, stored) = (ActionItemForm.Read(view.State), new ShownForm(view), ActionItemForm.Of(item));
        var hasCauses = view.State.Values.ContainsKey("cause");
        var shownCause = Guid.TryParse(shown.Option("cause"), out var cause) ? cause : (Guid?)null;
        var helpers = merge.Field("helpers", "Helpers", string.Join(' ', typed.Helpers), string.Join(' ', shown.Users("helpers")), string.Join(' ', stored.Helpers), ids => ids.Length == 0 ? "nobody" : ids, ids => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var draft = typed with
        {
            Title = merge.Field("title", "Title", typed.Title, shown.Text("title"), stored.Title, text => text),
            Details = merge.Field("details", "Why, and details", typed.Details, shown.Text("details"), stored.Details, text => text.Length == 0 ? "nothing" : text),
            OwnerId = merge.Field("owner", "Owner", typed.OwnerId, shown.User("owner"), stored.OwnerId, id => id ?? "nobody", id => id is null ? [] : [id]),
            Helpers = helpers.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            DueOn = merge.Field("due", "Due date", typed.DueOn, shown.Day("due"), stored.DueOn, day => day is { } due ? When.Day(due) : "none"),
            Type = merge.Field("type", "Type", typed.Type, shown.Option("type"), stored.Type, type => ActionTypes.Known(type) ? ActionTypes.Name(type) : "none"),
            Priority = merge.Field("priority", "Priority", typed.Priority, shown.Option("priority"), stored.Priority, priority => priority),
            CauseId = hasCauses ? merge.Field("cause", "Cause", typed.CauseId, shownCause, stored.CauseId, id => id is null ? "none" : "another cause") : stored.CauseId,
        };
        return new ItemEdit { Draft = draft, Conflicts = merge.Conflicts, Mine = merge.Mine };
    }

    private sealed class Merging(IReadOnlySet<string> insisted)
    {
        public List<string> Mine { get; } = [];

        public List<ItemConflict> Conflicts { get; } = [];

        public T Field<T>(string blockId, string label, T typed, T shown, T stored, Func<T, string> words, Func<T, IEnumerable<string>>? people = null)
        {
            var same = EqualityComparer<T>.Default;
            var isMine = insisted.Contains(blockId) || !same.Equals(typed, shown);
            if (!isMine)
                return stored;
            Mine.Add(blockId);
            if (!same.Equals(stored, typed) && (insisted.Contains(blockId) || !same.Equals(stored, shown)))
                Conflicts.Add(new ItemConflict(blockId, label, words(stored), words(typed)) { People = people is null ? [] : [.. people(stored), .. people(typed)] });
            return typed;
        }
    }
}
