using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Publishing;

/// <summary>Shows where a report goes before it goes there.</summary>
public static class PublishForm
{
    private static readonly Option Kept = new("Keep it with the channel's members", Audience.Channel) { Description = "It is posted in this channel and nowhere else." };

    public static ModalViewDefinition View(Postmortem postmortem, string? knowledgeChannelId, IReadOnlyList<string> missing)
    {
        var isPrivate = postmortem.Audience == Audience.Channel;
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown(Where(postmortem, knowledgeChannelId, isPrivate)) } };
        if (missing.Count > 0)
            blocks.Add(new SectionBlock { Text = new Markdown(Mrkdwn.Cut($"*Still missing*\n{string.Join('\n', missing.Select(line => $"• {EscapedText.Cut(line, 200)}"))}", 2500)) });
        if (isPrivate)
        {
            blocks.Add(new InputBlock
            {
                BlockId = "audience",
                Label = "Who may read it?",
                Element = new RadioButtonGroup { ActionId = "value", Options = [Kept, Opened(knowledgeChannelId)], InitialOption = Kept },
            });
        }

        blocks.Add(new ContextBlock { Elements = [new Markdown("After this the report no longer changes. Its action items go on.")] });
        return new ModalViewDefinition
        {
            CallbackId = PublishReport.Id,
            Title = $"Publish {postmortem.Key}",
            Submit = "Publish",
            Close = "Cancel",
            PrivateMetadata = $"{postmortem.PostmortemId} {postmortem.Audience}",
            Blocks = blocks,
        };
    }

    /// <summary>What is published, and who could read it when the form was shown.</summary>
    public static bool TryReadMetadata(string? metadata, out Guid postmortemId, out string audience)
    {
        var parts = (metadata ?? "").Split(' ', 2);
        audience = parts.Length == 2 ? parts[1] : "";
        return Guid.TryParse(parts[0], out postmortemId);
    }

    /// <summary>Only the words chosen on purpose open a private postmortem.</summary>
    public static string Read(ViewState state, Postmortem postmortem) =>
        postmortem.Audience == Audience.Channel && state.GetOption("audience") == Audience.Workspace ? Audience.Workspace : postmortem.Audience;

    public static ModalViewDefinition Notice(string words) => new()
    {
        CallbackId = "publishing.notice",
        Title = "Not published",
        Close = "Back",
        Blocks = [new SectionBlock { Text = new Markdown(words) }],
    };

    private static Option Opened(string? knowledgeChannelId) => new("Open it to the whole workspace", Audience.Workspace)
    {
        Description = knowledgeChannelId is null ? "Every full member can read it from then on." : "Every full member can read it, and it is posted in the knowledge channel.",
    };

    private static string Where(Postmortem postmortem, string? knowledgeChannelId, bool isPrivate)
    {
        var lines = new List<string>
        {
            $"*{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}* goes to:",
            $"• {Mrkdwn.Channel(postmortem.ChannelId)}: a summary, with the report as Markdown and HTML and its pictures in the thread",
        };
        if (knowledgeChannelId is { } knowledge && knowledge != postmortem.ChannelId)
            lines.Add(isPrivate ? $"• {Mrkdwn.Channel(knowledge)}: only if you open it below" : $"• {Mrkdwn.Channel(knowledge)}: the same");
        else if (knowledgeChannelId is null)
            lines.Add("No knowledge channel is set; `/postmortem settings` chooses one, so that others hear of it too.");
        return string.Join('\n', lines);
    }
}
