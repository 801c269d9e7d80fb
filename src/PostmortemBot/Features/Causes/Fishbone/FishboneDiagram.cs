namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>A cause on a bone: of the graph, or the fishbone's own.</summary>
public sealed record FishboneEntry
{
    /// <summary>The note's id, or the cause's.</summary>
    public required Guid Id { get; init; }
    public required bool IsInGraph { get; init; }
    public required string Text { get; init; }

    /// <summary>Null: not sure yet.</summary>
    public string? Category { get; init; }

    public int Dots { get; init; }

    /// <summary>What others wrote that says the same.</summary>
    public IReadOnlyList<Note> Also { get; init; } = [];

    public string? AuthorId { get; init; }

    /// <summary>It was looked into, and was no cause.</summary>
    public bool IsRuledOut { get; init; }
}

/// <summary>A category with its causes.</summary>
public sealed record Bone(string? Category, IReadOnlyList<FishboneEntry> Entries)
{
    public string Name => Category ?? Categories.NotSure;
}

/// <summary>The problem as the head, the categories as bones, the causes on them. A view of the graph, and what the fishbone has of its own.</summary>
public sealed class FishboneDiagram
{
    private readonly Func<Cause, FishboneDiagram> _under;

    /// <param name="problem">What the head says.</param>
    /// <param name="categories">The bones a workspace has chosen, in order.</param>
    /// <param name="graph">The causes found.</param>
    /// <param name="placed">Which of them stand on which bone.</param>
    /// <param name="notes">The fishbone's own, none of a brainstorm that is still on.</param>
    public FishboneDiagram(string problem, IReadOnlyList<string> categories, CauseGraph graph, IReadOnlyList<PlacedCause> placed, IReadOnlyList<Note> notes)
        : this(problem, categories, graph, graph, placed, notes)
    {
    }

    private FishboneDiagram(string problem, IReadOnlyList<string> categories, CauseGraph graph, CauseGraph whole, IReadOnlyList<PlacedCause> placed, IReadOnlyList<Note> notes)
    {
        Problem = problem;
        Graph = graph;
        _under = top => new FishboneDiagram(top.Text, categories, whole.Under(top.CauseId), whole, placed, notes);
        AllNotes = notes;
        Notes = [.. notes.Where(note => note.RemovedAt is null)];
        var bones = placed.GroupBy(cause => cause.CauseId).ToDictionary(causes => causes.Key, causes => FactorBones.Of(causes.First().Category, categories));
        var merged = Notes.Where(note => note.MergedInto is not null).ToLookup(note => note.MergedInto!.Value);
        // A note whose cause was taken out of the graph stands for itself again.
        var heads = Notes.Where(note => note.MergedInto is null || Notes.All(other => other.NoteId != note.MergedInto))
            // What was moved under another problem is on that one's fishbone.
            .Where(note => note.CauseId is not { } cause || whole.Find(cause) is null || graph.Find(cause) is not null)
            .ToList();
        var moved = heads.Where(note => note.CauseId is { } cause && graph.Find(cause) is not null).ToLookup(note => note.CauseId!.Value);

        var entries = new List<FishboneEntry>();
        foreach (var cause in graph.Found)
        {
            var from = moved[cause.CauseId].ToList();
            if (bones.GetValueOrDefault(cause.CauseId) is null && from.Count == 0)
                continue;
            entries.Add(new FishboneEntry
            {
                Id = cause.CauseId,
                IsInGraph = true,
                Text = cause.Text,
                Category = bones.GetValueOrDefault(cause.CauseId) ?? from[0].Category,
                Dots = from.Sum(note => Dots(note, merged)),
                IsRuledOut = cause.Confidence == Confidences.RuledOut,
                Also = [.. from.SelectMany(note => merged[note.NoteId])],
            });
        }

        entries.AddRange(heads.Where(note => note.CauseId is not { } cause || !moved.Contains(cause)).Select(note => new FishboneEntry
        {
            Id = note.NoteId,
            IsInGraph = false,
            Text = note.Text,
            Category = note.Category,
            Dots = Dots(note, merged),
            Also = [.. merged[note.NoteId]],
            AuthorId = note.AuthorId,
        }));
        Bones = Arrange(categories, entries);
        Unplaced = [.. graph.Found.Where(cause => cause.Branch is null && entries.All(entry => entry.Id != cause.CauseId))];
    }

    public string Problem { get; }

    /// <summary>One for each problem. What nobody has moved into the causes yet belongs to none of them alone, and stands on each.</summary>
    public IReadOnlyList<FishboneDiagram> Problems => Graph.Tops.Count < 2 ? [this] : [.. Graph.Tops.Select(_under)];

    /// <summary>One problem by itself; the first where that one is none, or not any more.</summary>
    public FishboneDiagram Under(Guid topId) => Graph.Tops.Count < 2 ? this : _under(Graph.Under(topId).Top!);

    public CauseGraph Graph { get; }

    /// <summary>Those taken off too.</summary>
    public IReadOnlyList<Note> AllNotes { get; }

    public IReadOnlyList<Note> Notes { get; }

    /// <summary>The chosen ones, then those that are used though nobody chooses them any more, then what has none.</summary>
    public IReadOnlyList<Bone> Bones { get; }

    /// <summary>Those to choose from: one that is too long for a bone came with a cause, and stays with it.</summary>
    public IReadOnlyList<string> Choices => [.. Bones.Select(bone => bone.Category).OfType<string>().Where(name => name.Length <= Categories.Length)];

    public IEnumerable<FishboneEntry> Entries => Bones.SelectMany(bone => bone.Entries);

    /// <summary>The fishbone's own: what can be merged, voted on and moved into the graph.</summary>
    public IEnumerable<FishboneEntry> Own => Entries.Where(entry => !entry.IsInGraph);

    /// <summary>Causes of the graph that stand on no bone.</summary>
    public IReadOnlyList<Cause> Unplaced { get; }

    public int Count => Entries.Count();

    /// <summary>As it is drawn and written: what was found and stands on no bone yet is not left out.</summary>
    public IReadOnlyList<Bone> Drawn => Unplaced.Count == 0
        ? Bones
        : [.. Bones.Where(bone => bone.Category is not null), new Bone(null, [.. Bones.Where(bone => bone.Category is null).SelectMany(bone => bone.Entries), .. Unplaced.Select(Found)])];

    public int DrawnCount => Drawn.Sum(bone => bone.Entries.Count);

    private static FishboneEntry Found(Cause cause) =>
        new() { Id = cause.CauseId, IsInGraph = true, Text = cause.Text, IsRuledOut = cause.Confidence == Confidences.RuledOut };

    private static int Dots(Note note, ILookup<Guid, Note> merged) => note.Dots + merged[note.NoteId].Sum(other => other.Dots);

    private static List<Bone> Arrange(IReadOnlyList<string> categories, List<FishboneEntry> entries)
    {
        var used = entries.Select(entry => entry.Category).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        var names = categories.Concat(used.Where(name => !categories.Any(known => Categories.Same(known, name)))).ToList();
        var bones = names.Select(name => new Bone(name, Sorted(entries.Where(entry => Categories.Same(entry.Category, name))))).ToList();
        if (Sorted(entries.Where(entry => entry.Category is null)) is { Count: > 0 } unsure)
            bones.Add(new Bone(null, unsure));
        return bones;
    }

    private static List<FishboneEntry> Sorted(IEnumerable<FishboneEntry> entries) => [.. entries.OrderByDescending(entry => entry.Dots)];
}
