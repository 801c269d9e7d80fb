namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>
/// Where everything on a fishbone stands. The spine runs to the head on the right; bones leave it to the left, above and
/// below in turn, all at one angle, so that what keeps two neighbours apart at the spine keeps them apart everywhere. A
/// bone is as long as its twigs need, and one with many has them on both sides.
/// </summary>
public sealed class FishboneLayout
{
    public const double LabelWidth = 178;
    public const double FontSize = 11.5;
    public const double LineHeight = 15;
    public const double NoteHeight = 12;
    public const double NameSize = 12.5;
    public const double NameHeight = 28;
    public const double HeadWidth = 210;
    public const double HeadSize = 14;
    public const double HeadLine = 19;
    private const int LabelLines = 5;
    private const int HeadLines = 8;

    /// <summary>By how much bold letters are wider.</summary>
    private const double Bold = 1.13;
    private const double Slant = 0.42;

    /// <summary>From here on a bone has twigs on both sides.</summary>
    private const int ManyTwigs = 11;

    private const double FromSpine = 16;
    private const double BetweenTwigs = 9;
    private const double FromBone = 7;
    private const double BetweenBones = 34;

    /// <summary>How far the name's box reaches beyond the end of its bone.</summary>
    private const double NameOver = 22;

    public FishboneLayout(FishboneDiagram fishbone)
    {
        Head = LabelText.Wrap(fishbone.Problem, HeadWidth - 34, HeadSize * Bold, HeadLines);
        HeadHeight = Math.Max(76, Head.Count * HeadLine + 34);
        Bones = [.. fishbone.Drawn.Select((bone, index) => Twigs(bone, isAbove: index % 2 == 0))];
        Join();
        SpineEnd = Bones.Count == 0 ? 120 : Bones.Max(bone => bone.Joins + (bone.IsTwoSided ? FromBone + LabelWidth : 0)) + BetweenBones;
        Spine = Math.Max(HeadHeight / 2, Bones.Where(bone => bone.IsAbove).Select(bone => bone.Length + NameHeight).DefaultIfEmpty(40).Max());
        Height = Spine + Math.Max(HeadHeight / 2, Bones.Where(bone => !bone.IsAbove).Select(bone => bone.Length + NameHeight).DefaultIfEmpty(40).Max());
        Width = SpineEnd + HeadWidth;
    }

    public IReadOnlyList<string> Head { get; }
    public double HeadHeight { get; }
    public IReadOnlyList<PlacedBone> Bones { get; }

    /// <summary>How far down the spine runs.</summary>
    public double Spine { get; }

    /// <summary>Where the spine ends and the head begins.</summary>
    public double SpineEnd { get; }

    public double Width { get; }
    public double Height { get; }

    /// <summary>Where a bone is, so far from the spine.</summary>
    public static double Across(PlacedBone bone, double away) => bone.Joins - away * Slant;

    public double Down(PlacedBone bone, double away) => bone.IsAbove ? Spine - away : Spine + away;

    public (double Left, double Top) Label(PlacedBone bone, PlacedTwig twig)
    {
        var left = twig.IsRight ? Across(bone, twig.Near) + FromBone : Across(bone, twig.Far) - FromBone - LabelWidth;
        return (left, bone.IsAbove ? Spine - twig.Far : Spine + twig.Near);
    }

    public (double Left, double Top) Name(PlacedBone bone) =>
        (Across(bone, bone.Length) + NameOver - bone.NameWidth, bone.IsAbove ? Spine - bone.Length - NameHeight : Spine + bone.Length);

    private static PlacedBone Twigs(Bone bone, bool isAbove)
    {
        var name = LabelText.Wrap(bone.Name, LabelWidth - 24, NameSize * Bold, 1)[0];
        var placed = new PlacedBone
        {
            Bone = bone,
            IsAbove = isAbove,
            Name = name,
            NameWidth = Math.Max(70, LabelText.Width(name, NameSize * Bold) + 24),
            IsTwoSided = bone.Entries.Count > ManyTwigs,
        };
        double[] ends = [FromSpine, FromSpine];
        foreach (var entry in bone.Entries)
        {
            // The next one goes where there is room nearer to the spine.
            var side = placed.IsTwoSided && ends[1] < ends[0] ? 1 : 0;
            var lines = LabelText.Wrap(entry.Text, LabelWidth, FontSize, LabelLines);
            var note = Note(entry);
            var height = lines.Count * LineHeight + (note.Length > 0 ? NoteHeight : 0) + 4;
            placed.Twigs.Add(new PlacedTwig { Entry = entry, Lines = lines, Note = note, IsRight = side == 1, Near = ends[side], Far = ends[side] + height });
            ends[side] += height + BetweenTwigs;
        }

        placed.Length = Math.Max(90, Math.Max(ends[0], ends[1]) + 12);
        return placed;
    }

    private static string Note(FishboneEntry entry)
    {
        var said = new List<string>();
        if (entry.IsRuledOut)
            said.Add("ruled out");
        if (entry.Dots > 0)
            said.Add(FishboneBlocks.Dots(entry.Dots));
        if (entry.Also.Count > 0)
            said.Add($"{entry.Also.Count} more say{(entry.Also.Count == 1 ? "s" : "")} the same");
        return string.Join(" · ", said);
    }

    /// <summary>Lets each bone join the spine as far left as those before it on its side allow.</summary>
    private void Join()
    {
        foreach (var isAbove in (bool[])[true, false])
        {
            PlacedBone? before = null;
            foreach (var bone in Bones.Where(bone => bone.IsAbove == isAbove))
            {
                var own = Math.Max(bone.Twigs.Count > 0 ? LabelWidth + FromBone : 0, bone.NameWidth - NameOver);
                bone.Joins = before is null
                    ? Math.Max(bone.Twigs.Select(twig => twig.IsRight ? 0 : twig.Far * Slant).DefaultIfEmpty(0).Max() + own, bone.Length * Slant + bone.NameWidth - NameOver)
                    : before.Joins + own + BetweenBones + Reach(before, bone);
                if (before is null)
                    bone.Joins = Math.Max(bone.Joins, isAbove ? 0 : 60);
                before = bone;
            }

            // Longer ones further right lean over those before them; nothing may lean out of the picture.
            var beyond = -Bones.Where(bone => bone.IsAbove == isAbove).Select(Leftmost).DefaultIfEmpty(0).Min();
            foreach (var bone in Bones.Where(bone => bone.IsAbove == isAbove && beyond > 0))
                bone.Joins += beyond;
        }
    }

    /// <summary>What the one on the left needs to its right, at the worst pair of distances from the spine.</summary>
    private static double Reach(PlacedBone left, PlacedBone right)
    {
        var tallest = right.Twigs.Select(twig => twig.Far - twig.Near).DefaultIfEmpty(0).Max();
        var reach = NameOver + (tallest + NameHeight) * Slant;
        return left.IsTwoSided ? Math.Max(reach, FromBone + LabelWidth + (tallest + left.Twigs.Max(twig => twig.Far - twig.Near)) * Slant) : reach;
    }

    private static double Leftmost(PlacedBone bone) => Math.Min(
        Across(bone, bone.Length) + NameOver - bone.NameWidth,
        bone.Twigs.Where(twig => !twig.IsRight).Select(twig => Across(bone, twig.Far) - FromBone - LabelWidth).DefaultIfEmpty(0).Min());
}

/// <summary>A bone with its place.</summary>
public sealed class PlacedBone
{
    public required Bone Bone { get; init; }
    public required bool IsAbove { get; init; }
    public required string Name { get; init; }
    public required double NameWidth { get; init; }
    public required bool IsTwoSided { get; init; }
    public List<PlacedTwig> Twigs { get; } = [];

    /// <summary>How far it reaches from the spine, measured straight.</summary>
    public double Length { get; set; }

    /// <summary>Where it meets the spine.</summary>
    public double Joins { get; set; }
}

/// <summary>A cause on its twig. Near and Far: where its words begin and end, as distances from the spine.</summary>
public sealed class PlacedTwig
{
    public required FishboneEntry Entry { get; init; }
    public required IReadOnlyList<string> Lines { get; init; }
    public required string Note { get; init; }
    public required bool IsRight { get; init; }
    public required double Near { get; init; }
    public required double Far { get; init; }
}
