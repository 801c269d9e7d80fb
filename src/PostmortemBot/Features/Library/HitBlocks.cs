using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Library;

/// <summary>Draws found postmortems as an answer to one person.</summary>
public static class HitBlocks
{
    public static IReadOnlyList<Block> Page(string heading, IReadOnlyList<Hit> hits, LibraryPage page)
    {
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown($"*{heading}*") } };
        blocks.AddRange(hits.Select(Line));
        var buttons = new List<IActionElement>();
        if (page.Number > 0)
            buttons.Add(new Button { ActionId = ListVerb.BackId, Text = "← Newer", Value = (page with { Number = page.Number - 1 }).ToString() });
        if (hits.Count > 0 && (page.Number + 1) * LibraryPage.Size < hits[0].Total)
            buttons.Add(new Button { ActionId = ListVerb.OnId, Text = "More →", Value = (page with { Number = page.Number + 1 }).ToString() });
        if (buttons.Count > 0)
            blocks.Add(new ActionsBlock { Elements = [.. buttons] });
        return blocks;
    }

    private static SectionBlock Line(Hit hit)
    {
        var about = new List<string> { hit.Severity + (hit.Kind == IncidentKind.NearMiss ? " near miss" : ""), PostmortemStatus.Words(hit.Status).ToLowerInvariant() };
        if (hit.Services.Length > 0)
            about.Add(Mrkdwn.Escape(Mrkdwn.Cut(string.Join(", ", hit.Services), 200)));
        about.Add(When.At(hit.StartedAt ?? hit.CreatedAt));
        about.Add(Mrkdwn.Channel(hit.ChannelId));
        var text = $"*PM-{hit.Number} · {Mrkdwn.Escape(hit.Title)}*\n{string.Join("  ·  ", about)}";
        return new SectionBlock { Text = new Markdown(hit.Excerpt is { Length: > 0 } excerpt ? $"{text}\n{Mrkdwn.Quote(Excerpt(excerpt))}" : text) };
    }

    private static string Excerpt(string found) =>
        Mrkdwn.Escape(Mrkdwn.Cut(found.ReplaceLineEndings(" "), 400)).Replace('\uE000', '*').Replace('\uE001', '*');
}

/// <summary>What a list shows, and which page of it; travels in the buttons.</summary>
public sealed record LibraryPage(string Kind, int Number, string Words)
{
    public const int Size = 8;
    public const string Everything = "list";
    public const string Mine = "mine";
    public const string Search = "search";

    public override string ToString() => $"{Kind} {Number} {Words}";

    public static LibraryPage? Parse(string? text) =>
        text?.Split(' ', 3) is [Everything or Mine or Search, var number, var words] parts && int.TryParse(number, out var page) && page is >= 0 and < 10_000
            ? new LibraryPage(parts[0], page, words)
            : null;
}
