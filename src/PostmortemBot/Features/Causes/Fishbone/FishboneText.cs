namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The fishbone in words, for where no picture can be shown.</summary>
public static class FishboneText
{
    private const int MostInAll = 9000;
    private const int MostInSection = 2800;

    /// <summary>Mrkdwn, in pieces that fit a section each and one message together.</summary>
    public static IReadOnlyList<string> Sections(FishboneDiagram fishbone)
    {
        var sections = new List<string> { $":fish: *{Said.Line(fishbone.Problem, 1000)}*" };
        var length = sections[0].Length;
        var left = fishbone.DrawnCount;
        foreach (var bone in fishbone.Drawn.Where(bone => bone.Entries.Count > 0))
        {
            var section = $"*{Said.Line(bone.Name, 300)}*";
            foreach (var entry in bone.Entries)
            {
                var line = $"\n{(entry.IsInGraph ? ":small_blue_diamond:" : ":white_small_square:")} {Said.Line(entry.Text, 400)}";
                if (length + section.Length + line.Length > MostInAll)
                {
                    sections.Add(section);
                    sections.Add($"and {left} more: `/postmortem fishbone` shows all.");
                    return sections;
                }

                if (section.Length + line.Length > MostInSection)
                {
                    sections.Add(section);
                    length += section.Length;
                    section = "";
                }

                section += section.Length == 0 ? line[1..] : line;
                left--;
            }

            sections.Add(section);
            length += section.Length;
        }

        if (sections.Count == 1)
            sections.Add("No causes on the bones yet.");
        return sections;
    }
}
