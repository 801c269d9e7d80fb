using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The brainstorm's message in the channel, and what appears in its thread.</summary>
public static class BrainstormBlocks
{
    /// <summary>All blocks of one message together, and less than Slack's limit, so that marks have room.</summary>
    private const int MostInMessage = 9000;

    private const int MostInSection = 2800;
    private const int MostTold = 5;

    public static string Text(Postmortem postmortem, Brainstorm brainstorm) =>
        $"Brainstorm for {postmortem.Key}: {brainstorm.State switch { Brainstorm.Writing => "write down what made it possible", Brainstorm.Voting => "place your dots", Brainstorm.Done => "the vote is counted", _ => "all causes are shown" }}";

    /// <param name="postmortem">Whose.</param>
    /// <param name="brainstorm">How far it is.</param>
    /// <param name="tally">How many people and causes; never who.</param>
    /// <param name="voters">How many have placed dots.</param>
    /// <param name="fishbone">What the vote brought.</param>
    public static IReadOnlyList<Block> Message(Postmortem postmortem, Brainstorm brainstorm, Tally tally, int voters, FishboneDiagram fishbone)
    {
        var head = new SectionBlock { Text = new Markdown($":bulb: *Brainstorm for {postmortem.Key}: what made it possible?*\n{Said.Quoted(fishbone.Problem, 1500)}") };
        var progress = new ContextBlock { Elements = [new Markdown(Progress(postmortem, brainstorm, tally, voters))] };
        var blocks = new List<Block> { head, progress };
        if (brainstorm.State == Brainstorm.Done && Results(fishbone).Take(MostTold).ToList() is { Count: > 0 } best)
            blocks.Add(new SectionBlock { Text = new Markdown("*Most dots*\n" + string.Join('\n', best.Select(entry => $"*{entry.Dots}*  {Said.Line(entry.Text, 400)}"))) });
        // A name of its own, so that a press meets its button also when the message is drawn again meanwhile.
        if (Buttons(postmortem, brainstorm).ToList() is { Count: > 0 } buttons)
            blocks.Add(new ActionsBlock { BlockId = "brainstorm", Elements = buttons });
        return blocks;
    }

    public static IEnumerable<FishboneEntry> Results(FishboneDiagram fishbone) => fishbone.Entries.Where(entry => entry.Dots > 0).OrderByDescending(entry => entry.Dots);

    /// <summary>All that was written, grouped by bone, in as many messages as it takes.</summary>
    public static IReadOnlyList<IReadOnlyList<Block>> Revealed(IReadOnlyList<Note> notes, IReadOnlyList<string> categories)
    {
        var order = categories.ToList();
        var groups = notes.GroupBy(note => note.Category, StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Key is null ? int.MaxValue : order.FindIndex(name => Categories.Same(name, group.Key)) is >= 0 and var at ? at : order.Count);
        return Messages(groups.SelectMany(group => Sections($"*{Said.Line(group.Key ?? Categories.NotSure, 300)}*  ({group.Count()})", group.Select(note => $"• {Said.Line(note.Text, 2500)}"))));
    }

    /// <summary>The result of a vote, most dots first.</summary>
    public static IReadOnlyList<IReadOnlyList<Block>> Counted(Brainstorm brainstorm, FishboneDiagram fishbone)
    {
        var people = brainstorm.Voters == 1 ? "1 person" : $"{brainstorm.Voters} people";
        var results = Results(fishbone).Select(entry => $"*{entry.Dots}*  {Said.Line(entry.Text, 1000)}{(entry.Also.Count > 0 ? $"  _(and {entry.Also.Count} that say the same)_" : "")}").ToList();
        return Messages(results.Count == 0
            ? Sections("*The vote is over*", ["Nobody placed a dot."])
            : Sections($"*The vote is over:* {people} placed dots", results));
    }

    private static string Progress(Postmortem postmortem, Brainstorm brainstorm, Tally tally, int voters)
    {
        var wrote = $"{(tally.People == 1 ? "1 person has" : $"{tally.People} people have")} written {(tally.Causes == 1 ? "1 cause" : $"{tally.Causes} causes")}";
        return brainstorm.State switch
        {
            Brainstorm.Writing when !postmortem.IsOpen => $"{wrote}. {postmortem.Key} no longer changes, so nothing can be added; at {When.Time(brainstorm.EndsAt)} all is shown.",
            Brainstorm.Writing => $"Until {When.Time(brainstorm.EndsAt)} everybody writes for themselves{(brainstorm.IsAnonymous ? ", anonymously" : "")}; then all is shown at once.  ·  {wrote} so far",
            Brainstorm.Voting => $"The vote is on: everybody has {FishboneBlocks.Dots(brainstorm.DotsEach)}. Nobody sees how they fall before it ends.  ·  {(voters == 1 ? "1 person has" : $"{voters} people have")} placed dots so far",
            Brainstorm.Done => $"{wrote}. The vote is over; its result is in the thread.",
            _ when tally.Causes == 0 => "It is over, and nobody wrote anything. `/postmortem fishbone` adds causes at any time.",
            _ => $"It is over: {wrote}. All of them are in the thread and on the fishbone.",
        };
    }

    private static IEnumerable<IActionElement> Buttons(Postmortem postmortem, Brainstorm brainstorm)
    {
        var id = brainstorm.BrainstormId.ToString();
        var whole = postmortem.PostmortemId.ToString();
        if (brainstorm.State == Brainstorm.Writing)
        {
            if (!postmortem.IsOpen)
                yield break;
            yield return new Button { ActionId = WritePrivately.Id, Text = "Write causes", Value = id, Style = ButtonStyle.Primary };
            yield return new Button { ActionId = EndBrainstorm.ExtendId, Text = "5 minutes more", Value = id };
            yield return new Button { ActionId = EndBrainstorm.Id, Text = "End it now", Value = id };
            yield break;
        }

        if (postmortem.IsOpen && brainstorm.State == Brainstorm.Voting)
        {
            yield return new Button { ActionId = PlaceDots.Id, Text = "Place dots", Value = id, Style = ButtonStyle.Primary };
            yield return new Button { ActionId = RunVote.EndId, Text = "End the vote", Value = id };
        }

        yield return new Button { ActionId = ShowFishbone.ActionId, Text = "Show the fishbone", Value = whole };
        if (!postmortem.IsOpen || brainstorm.State == Brainstorm.Voting)
            yield break;
        yield return new Button { ActionId = MergeNotes.Id, Text = "Group similar", Value = whole };
        yield return new Button { ActionId = RunVote.OpenId, Text = brainstorm.State == Brainstorm.Done ? "Vote again" : "Start a vote", Value = id };
    }

    private static IEnumerable<string> Sections(string heading, IEnumerable<string> lines)
    {
        var section = heading;
        foreach (var line in lines)
        {
            if (section.Length + 1 + line.Length > MostInSection)
            {
                yield return section;
                section = line;
            }
            else
            {
                section = $"{section}\n{line}";
            }
        }

        yield return section;
    }

    private static List<IReadOnlyList<Block>> Messages(IEnumerable<string> sections)
    {
        var messages = new List<IReadOnlyList<Block>>();
        var message = new List<Block>();
        var length = 0;
        foreach (var section in sections)
        {
            if (message.Count > 0 && length + section.Length > MostInMessage)
            {
                messages.Add(message);
                (message, length) = ([], 0);
            }

            message.Add(new SectionBlock { Text = new Markdown(section) });
            length += section.Length;
        }

        if (message.Count > 0)
            messages.Add(message);
        return messages;
    }
}
