using System.Text;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Decides which marks of a sentence are meant: first those at its end, then those at its beginning, then those among the words.</summary>
internal sealed class TypedItemReading(string typed, IReadOnlyList<ItemMark> marks)
{
    private readonly HashSet<ItemMark> _taken = [];
    private readonly HashSet<ItemMark> _atEdge = [];
    private readonly List<(int Start, int End)> _cuts = [];
    private readonly List<(ItemMark Mark, bool IsHelper)> _people = [];
    private readonly List<TypedNote> _notes = [];
    private ItemMark? _day;
    private ItemMark? _priority;
    private ItemMark? _type;

    public void TakeFromEnd()
    {
        var end = typed.Length;
        for (var index = marks.Count - 1; index >= 0; index--)
        {
            var mark = marks[index];
            if (!ItemMarks.IsOnlyGlue(typed.AsSpan(mark.End, end - mark.End)) || !MayTakeAtEnd(mark, index))
                return;
            if (mark.Problem is null && !mark.Stays)
                Take(mark, cutTo: end == typed.Length || _taken.Contains(marks[index + 1]) ? end : mark.End);
            else
                _atEdge.Add(mark);
            end = mark.Start;
        }
    }

    public void TakeFromStart()
    {
        var start = 0;
        foreach (var mark in marks)
        {
            if (_taken.Contains(mark) || !ItemMarks.IsOnlyGlue(typed.AsSpan(start, mark.Start - start)))
                return;
            if (mark.Problem is not null)
                _atEdge.Add(mark);
            if (mark.Kind == ItemMarkKind.Type || mark.Problem is not null || mark.Stays || IsKnown(mark))
                return;
            var end = ItemMarks.AfterOpening(typed, mark);
            // "Friday deploys" are no date, "Friday: …" is one.
            if (mark.Kind == ItemMarkKind.Day && !ItemMarks.EndsClause(typed, mark.End))
                return;
            Take(mark, end);
            start = end;
        }
    }

    /// <summary>What stands among the words: read where it can hardly mean anything else, told in any case.</summary>
    public void ReadWithin()
    {
        foreach (var mark in marks.Where(mark => !_taken.Contains(mark)))
        {
            var words = typed[mark.Start..mark.End].Trim();
            if (mark.Kind == ItemMarkKind.Person && mark.Problem is { } nobody)
                NoteNobody(mark, words, nobody);
            else if (mark.Problem is { } problem)
                Note(TypedNoteKind.NotRead, words, problem);
            else if (mark.Kind == ItemMarkKind.Person && !mark.IsAside)
                AddPerson(mark);
            else if (mark.Kind == ItemMarkKind.Person && _people.All(one => one.Mark.UserId != mark.UserId))
                Note(TypedNoteKind.NotAsked, mark.UserId!, "");
            else if (mark is { Kind: ItemMarkKind.Type, SaysType: true } && _type is null)
                Take(mark, mark.End);
            else if (mark.Kind == ItemMarkKind.Day && mark.SaysDue && _day is null)
                TakeDay(mark, words);
            else if (mark.Kind == ItemMarkKind.Day && (mark.IsExact || mark.SaysDue) || mark.Kind == ItemMarkKind.Priority)
                Note(TypedNoteKind.LeftInTitle, words, mark.Kind == ItemMarkKind.Day ? "due date" : "priority");
        }
    }

    public TypedItem Item()
    {
        var owner = _people.FirstOrDefault(one => !one.IsHelper);
        // With nobody else named, who helps is at least written down.
        var helpers = _people.Where(one => one.Mark.UserId != owner.Mark?.UserId).Select(one => one.Mark.UserId!).Distinct(StringComparer.Ordinal).ToList();
        return new TypedItem
        {
            Text = Title(),
            OwnerId = owner.Mark?.UserId,
            Helpers = helpers,
            DueOn = _day?.Day,
            Priority = _priority?.Value,
            Type = _type?.Value,
            Taken = [.. _cuts.Order().Select(cut => typed[cut.Start..cut.End])],
            Notes = _notes,
        };
    }

    /// <summary>"@Transactional" among the words is none of our business.</summary>
    private void NoteNobody(ItemMark mark, string words, string problem)
    {
        if (mark.IsGroup || _atEdge.Contains(mark))
            Note(TypedNoteKind.Nobody, words, problem);
    }

    private bool MayTakeAtEnd(ItemMark mark, int index) => mark.Kind switch
    {
        _ when mark.Problem is not null => true,
        ItemMarkKind.Person => !mark.IsAside,
        // "… what we can repair" says what to do; "… @devon, repair" says what kind it is.
        ItemMarkKind.Type when !mark.SaysType => !IsKnown(mark) && index > 0 && ItemMarks.IsOnlyGlue(typed.AsSpan(marks[index - 1].End, mark.Start - marks[index - 1].End)) && marks[index - 1].Problem is null,
        _ => !IsKnown(mark),
    };

    private bool IsKnown(ItemMark mark) => mark.Kind switch
    {
        ItemMarkKind.Day => _day is not null,
        ItemMarkKind.Priority => _priority is not null,
        ItemMarkKind.Type => _type is not null,
        _ => false,
    };

    private void Take(ItemMark mark, int cutTo)
    {
        _taken.Add(mark);
        _cuts.Add((mark.Start, cutTo));
        if (mark.Kind == ItemMarkKind.Day)
            _day = mark;
        else if (mark.Kind == ItemMarkKind.Priority)
            _priority = mark;
        else if (mark.Kind == ItemMarkKind.Type)
            _type = mark;
        else
            _people.Add((mark, mark.IsHelper));
        // From the end they come in reverse.
        _people.Sort((one, other) => one.Mark.Start.CompareTo(other.Mark.Start));
    }

    private void TakeDay(ItemMark mark, string words)
    {
        _day = mark;
        if (mark.IsNothingElse)
            Take(mark, mark.End);
        else
            Note(TypedNoteKind.DayWithin, words, "");
    }

    private void AddPerson(ItemMark mark)
    {
        if (_people.Any(one => one.Mark.UserId == mark.UserId))
            return;
        _people.Add((mark, mark.IsHelper));
        Note(TypedNoteKind.NamedWithin, mark.UserId!, "");
    }

    private void Note(TypedNoteKind kind, string words, string problem) => _notes.Add(new TypedNote(kind, words, problem));

    private string Title()
    {
        var title = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in _cuts.Order())
        {
            title.Append(typed.AsSpan(at, Math.Max(0, start - at))).Append(' ');
            at = Math.Max(at, end);
        }

        return ItemMarks.Tidy(title.Append(typed.AsSpan(at)).ToString());
    }
}
