using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Links;

/// <summary>What stands under a link to a postmortem.</summary>
public static class LinkBlocks
{
    public static Unfurl Draw(Postmortem postmortem, string summary, string page)
    {
        var about = new List<string> { $"*{postmortem.Severity}{(postmortem.IsNearMiss ? " near miss" : "")}*", PostmortemStatus.Words(postmortem.Status) };
        if (postmortem.Services.Length > 0)
            about.Add(Mrkdwn.Escape(Mrkdwn.Cut(string.Join(", ", postmortem.Services), 200)));
        var text = $"*{Mrkdwn.Link(page, $"{postmortem.Key} · {postmortem.Title}")}*\n{string.Join("  ·  ", about)}";
        if (summary.Length > 0)
            text += $"\n{EscapedText.Cut(summary, 500)}";
        return new Unfurl { Blocks = [new SectionBlock { Text = new Markdown(Mrkdwn.Cut(text, 3000)) }] };
    }
}
