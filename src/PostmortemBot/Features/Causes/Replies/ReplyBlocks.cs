using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>What the bot says of a reply in the thread: what it took it for, and what became of it.</summary>
public static class ReplyBlocks
{
    /// <param name="found">The reply.</param>
    /// <param name="author">Its author's name; a mention would ring.</param>
    /// <param name="decider">The name of who decides; null: everybody may.</param>
    /// <param name="decidedBy">The name of who decided, if somebody has.</param>
    public static IReadOnlyList<Block> Message(ReplyAtHand found, string author, string? decider, string? decidedBy) => found.Reply.State switch
    {
        ReplyState.Proposed when found.Postmortem.IsOpen => Proposed(found, author, decider),
        ReplyState.Accepted => [Note($":white_check_mark: {Mrkdwn.Escape(decidedBy)} took {Mrkdwn.Escape(author)}'s reply as an answer: “{Said.Line(Became(found) is { Length: > 0 } words ? words : found.Reply.Text, 300)}”")],
        ReplyState.Merged => [Note($":white_check_mark: {Mrkdwn.Escape(decidedBy)} counts {Mrkdwn.Escape(author)}'s reply with “{Said.Line(Became(found), 300)}”; both wordings are kept: “{Said.Line(found.Reply.Text, 300)}”")],
        ReplyState.Withdrawn => [Note($"{Mrkdwn.Escape(author)} took the reply back.")],
        ReplyState.NotAnAnswer => NotAnAnswer(found, author),
        _ => [Note("Nobody took this reply as an answer before the postmortem was closed.")],
    };

    public static string Text(CauseReply reply) => reply.State switch
    {
        ReplyState.Proposed => $"Taken as an answer: {Said.Line(reply.Text, 300)}",
        ReplyState.Withdrawn => "A reply was taken back.",
        ReplyState.NotAnAnswer => "Not counted as an answer.",
        _ => $"An answer: {Said.Line(reply.Text, 300)}",
    };

    private static List<Block> Proposed(ReplyAtHand found, string author, string? decider)
    {
        var reply = found.Reply;
        var ticket = ReplyTicket.Of(reply).ToString();
        var words = $":speech_balloon: Taken as {Mrkdwn.Escape(author)}'s answer to {Question(found)}\n{Said.Quoted(reply.Text, 800)}";
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown(Mrkdwn.Cut(words, 3000)) } };
        if (reply.IsTooLong)
            blocks.Add(Note($":warning: It has {reply.Text.Length:N0} characters; a cause has up to {Answer.TextLength:N0}. Shorten the message by editing it, or press *Edit and accept*."));
        else if (ShallowAnswer.In(reply.Text, found.Effect is { Branch: null } effect ? effect.Text : null) is { } shallow)
            blocks.Add(Note($":bulb: {shallow.Reason} {shallow.Question}"));
        blocks.Add(Note(decider is null
            ? "Anybody here may accept it. Its author may still edit or delete it."
            : $"{Mrkdwn.Escape(decider)} leads and accepts it. Its author may still edit or delete it."));
        var buttons = new List<IActionElement>();
        if (!reply.IsTooLong && found.Effect is not null)
            buttons.Add(new Button { ActionId = DecideReply.AcceptId, Text = "Accept", Value = ticket, Style = ButtonStyle.Primary, AccessibilityLabel = "Make a cause of this reply" });
        if (found.Effect is not null)
            buttons.Add(new Button { ActionId = EditReply.Id, Text = "Edit and accept", Value = ticket });
        if (!reply.IsTooLong && found.Effect is not null && found.Graph.Count > 0)
            buttons.Add(new Button { ActionId = MergeReply.Id, Text = "Says the same as …", Value = ticket });
        buttons.Add(new Button { ActionId = MoveReply.Id, Text = "Move to another why", Value = ticket });
        buttons.Add(new Button { ActionId = DecideReply.DropId, Text = "Not an answer", Value = ticket });
        blocks.Add(new ActionsBlock { Elements = buttons });
        return blocks;
    }

    private static List<Block> NotAnAnswer(ReplyAtHand found, string author)
    {
        var blocks = new List<Block> { Note($"{Mrkdwn.Escape(author)}'s reply is not counted as an answer: “{Said.Line(found.Reply.Text, 100)}”") };
        if (found.Postmortem.IsOpen)
            blocks.Add(new ActionsBlock { Elements = [new Button { ActionId = DecideReply.RestoreId, Text = "It is an answer", Value = ReplyTicket.Of(found.Reply).ToString() }] });
        return blocks;
    }

    private static string Question(ReplyAtHand found) => found.Effect is { } effect
        ? $"*{Name(found.Graph, effect)}*: {Why.Plain(effect)}"
        : "a why that was taken out meanwhile. Move it to another.";

    /// <summary>How people call a why.</summary>
    public static string Name(CauseGraph graph, Cause effect) => effect.Branch is null ? $"Why {graph.DepthOf(effect.CauseId) + 1}" : "the question";

    private static string Became(ReplyAtHand found) => found.Reply.CauseId is { } id ? found.Graph.FindAny(id)?.Text ?? "" : "";

    private static ContextBlock Note(string words) => new() { Elements = [new Markdown(Mrkdwn.Cut(words, 2000))] };
}
