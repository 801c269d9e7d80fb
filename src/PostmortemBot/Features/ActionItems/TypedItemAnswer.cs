using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>What the writer of a sentence reads back: what it became, what was not understood, and the way to mend it.</summary>
public static class TypedItemAnswer
{
    public static SlashCommandResponse Receipt(ActionItem item, TypedItem typed, IReadOnlyList<Problem> refused, bool isDueTyped)
    {
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Facts(item)}{(isDueTyped || item.DueOn is null ? "" : " (proposed)")}") } };
        var lines = Notes(typed, item.OwnerId)
            .Concat(refused.Select(problem => $":bust_in_silhouette: {Mrkdwn.Escape(problem.Text)}"))
            .ToList();
        if (item.Helpers.Length > 0)
            lines.Insert(0, $":busts_in_silhouette: {string.Join(", ", item.Helpers.Select(Mrkdwn.User))} {(item.Helpers.Length == 1 ? "helps" : "help")}.");
        if (item.Details.Length > 0)
            lines.Add($":scissors: A title holds {ActionItemDraft.TitleLength} characters, so the whole text stands under the details.");
        if (WeakAction.In(item.Title) is { } weak)
            lines.Add($":bulb: {weak.Advice}");
        blocks.AddRange(lines.Chunk(10).Select(some => new ContextBlock { Elements = [.. some.Select(line => new Markdown(line))] }));
        blocks.Add(new ActionsBlock { Elements = [ItemWords.EditButton(item), ItemWords.MoreButton(item)] });
        return SlashCommandResponse.Ephemeral($"{item.Key} is added", [.. blocks]);
    }

    /// <summary>What was not read as the writer may have meant it, each in a line.</summary>
    public static IEnumerable<string> Notes(TypedItem typed) => Notes(typed, typed.OwnerId);

    private static IEnumerable<string> Notes(TypedItem typed, string? ownerId) => typed.Notes.Take(8).Select(note => note.Kind switch
    {
        TypedNoteKind.NotRead => $":calendar: “{Said(note)}” {note.Problem}, so it stays in the title.",
        TypedNoteKind.Nobody => $":bust_in_silhouette: “{Said(note)}” {note.Problem}, so nobody was asked.",
        TypedNoteKind.DayWithin => $":calendar: “{Said(note)}” was read as the due date, and stays in the title.",
        TypedNoteKind.NamedWithin when note.Words == ownerId => $":bust_in_silhouette: {Mrkdwn.User(note.Words)} is named among the words and was taken as the owner.",
        TypedNoteKind.NamedWithin => $":bust_in_silhouette: {Mrkdwn.User(note.Words)} is named among the words, and does not own it.",
        TypedNoteKind.NotAsked => $":bust_in_silhouette: {Mrkdwn.User(note.Words)} is named among the words, and was not taken as the owner.",
        _ => $":information_source: “{Said(note)}” stands among the words, and was not taken as the {note.Problem}.",
    });

    // Slack sent the words escaped; a mention in them stays one only for people.
    private static string Said(TypedNote note) => EscapedText.Cut(Mrkdwn.Unescape(note.Words), 100);
}
