using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The fishbone as a list in a modal: the plain form of the drawing, with a menu on every cause.</summary>
public static class FishboneBlocks
{
    /// <summary>A modal holds 100 blocks: so many causes, their bones, and what stands around them.</summary>
    public const int PageSize = 40;

    private const int AlsoShown = 4;

    /// <param name="postmortem">Whose fishbone.</param>
    /// <param name="whole">What is on it, of every problem.</param>
    /// <param name="running">A brainstorm that is on.</param>
    /// <param name="target">Which page, from 0, and which of several problems.</param>
    /// <param name="undo">What was just done, and how it is undone.</param>
    public static ModalViewDefinition View(Postmortem postmortem, FishboneDiagram whole, Brainstorm? running, FishboneTarget target, Undo? undo)
    {
        var fishbone = whole.Under(target.Problem);
        var rows = Rows(fishbone);
        var pages = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(target.Page, 0, pages - 1);
        var blocks = new List<Block>();
        if (undo is not null)
            blocks.Add(new SectionBlock { Text = new Markdown(undo.Words), Accessory = new Button { ActionId = UndoChange.Id, Text = "Undo", Value = undo.ToString() } });
        blocks.AddRange(ProblemName.Choice(whole.Graph, fishbone.Graph.Top, ShowFishbone.ProblemId));
        blocks.Add(new SectionBlock { Text = new Markdown($":fish: *Head:* {Said.Line(fishbone.Problem, 1500)}") });
        blocks.Add(new ActionsBlock { Elements = [.. Buttons(postmortem, running)] });
        if (running is not null)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"A brainstorm is on until {When.Time(running.EndsAt)}. What people write in it comes here when it ends.")] });
        if (rows.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown($"No causes on the bones yet. The bones: {Said.Line(string.Join(" · ", fishbone.Bones.Select(bone => bone.Name)), 1000)}.") });

        string? under = null;
        foreach (var row in rows.Skip(page * PageSize).Take(PageSize))
        {
            if (row.Bone != under)
                blocks.Add(new SectionBlock { Text = new Markdown($"*{Said.Line(row.Bone, 300)}*  ({row.OnBone})") });
            under = row.Bone;
            blocks.Add(new SectionBlock { BlockId = row.Id.ToString(), Text = new Markdown(row.Words), Accessory = postmortem.IsOpen ? new OverflowMenu { ActionId = ShowFishbone.MenuId, Options = row.Menu } : null });
        }

        if (pages > 1)
            blocks.Add(Pager(page, pages));
        return new ModalViewDefinition
        {
            CallbackId = ShowFishbone.ActionId,
            Title = Mrkdwn.Cut($"Fishbone of {postmortem.Key}", 24),
            Close = "Close",
            PrivateMetadata = (target with { Page = page }).ToString(),
            Blocks = blocks,
        };
    }

    private static IEnumerable<IActionElement> Buttons(Postmortem postmortem, Brainstorm? running)
    {
        var id = postmortem.PostmortemId.ToString();
        if (postmortem.IsOpen)
            yield return new Button { ActionId = AddNotes.Id, Text = "Add causes", Value = id, Style = ButtonStyle.Primary };
        yield return new Button { ActionId = PostDrawing.Id, Text = "Draw it in the channel", Value = id };
        if (!postmortem.IsOpen)
            yield break;
        yield return running is null
            ? new Button { ActionId = StartBrainstorm.Id, Text = "Start a brainstorm", Value = id }
            : new Button { ActionId = WritePrivately.Id, Text = "Write privately", Value = running.BrainstormId.ToString() };
        yield return new Button { ActionId = MergeNotes.Id, Text = "Group similar", Value = id };
        yield return new Button { ActionId = ChooseCategories.Id, Text = "Choose the bones", Value = id };
    }

    private static List<Row> Rows(FishboneDiagram fishbone)
    {
        var rows = fishbone.Bones.SelectMany(bone => bone.Entries.Select(entry => new Row(bone.Name, bone.Entries.Count, entry.Id, Words(entry), Menu(entry)))).ToList();
        rows.AddRange(fishbone.Unplaced.Select(cause => new Row(
            "Causes found that stand on no bone", fishbone.Unplaced.Count, cause.CauseId, $":small_blue_diamond: {Said.Line(cause.Text, 1500)}", [new Option("Put on a bone", $"place {cause.CauseId}")])));
        return rows;
    }

    private static string Words(FishboneEntry entry)
    {
        var text = $"{(entry.IsInGraph ? ":small_blue_diamond:" : ":white_small_square:")} {Said.Line(entry.Text, 1400)}";
        var marks = new List<string>();
        if (entry.IsInGraph)
            marks.Add(entry.IsRuledOut ? "in the causes, ruled out" : "in the causes");
        if (entry.Dots > 0)
            marks.Add(Dots(entry.Dots));
        if (entry.AuthorId is { } author && !entry.IsInGraph)
            marks.Add($"from {Mrkdwn.User(author)}");
        if (marks.Count > 0)
            text += $"\n_{string.Join(" · ", marks)}_";
        foreach (var also in entry.Also.Take(AlsoShown))
            text += $"\n>also: {Said.Line(also.Text, 250)}";
        return entry.Also.Count > AlsoShown ? $"{text}\n>and {entry.Also.Count - AlsoShown} more" : text;
    }

    public static string Dots(int dots) => dots == 1 ? "1 dot" : $"{dots} dots";

    private static List<Option> Menu(FishboneEntry entry)
    {
        if (entry.IsInGraph)
            return [new Option("Put on another bone", $"place {entry.Id}")];
        List<Option> options = [new("Edit", $"edit {entry.Id}"), new("Put on another bone", $"bone {entry.Id}"), new("Move into the causes", $"move {entry.Id}")];
        if (entry.Also.Count > 0)
            options.Add(new Option("Take apart", $"apart {entry.Id}"));
        options.Add(new Option("Take off", $"off {entry.Id}"));
        return options;
    }

    private static ActionsBlock Pager(int page, int pages)
    {
        var buttons = new List<IActionElement>();
        if (page > 0)
            buttons.Add(new Button { ActionId = ShowFishbone.BackId, Text = "← Back" });
        if (page < pages - 1)
            buttons.Add(new Button { ActionId = ShowFishbone.OnId, Text = $"More (page {page + 2} of {pages}) →" });
        return new ActionsBlock { Elements = buttons };
    }

    private sealed record Row(string Bone, int OnBone, Guid Id, string Words, IReadOnlyList<Option> Menu);
}
