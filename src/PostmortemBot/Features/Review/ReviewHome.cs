using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Review;

/// <summary>The drafts that wait for this person's signature, on their Home tab.</summary>
public sealed class ReviewHome(ReviewStore store) : IHomeSection
{
    private const int Most = 5;

    public int Order => 20;

    public async Task<IReadOnlyList<Block>> BlocksAsync(Reader reader, CancellationToken cancellationToken)
    {
        var waiting = await store.WaitingAsync(reader, Most, cancellationToken);
        return waiting.Count == 0 ? [] : Blocks(waiting);
    }

    public static IReadOnlyList<Block> Blocks(IReadOnlyList<Postmortem> waiting) =>
    [
        new HeaderBlock { Text = "Waiting for your review" },
        .. waiting.SelectMany(postmortem => new Block[]
        {
            new SectionBlock { Text = new Markdown($"*{ReviewMessages.Name(postmortem)}* ({postmortem.Severity})") },
            new ActionsBlock { Elements = [.. ReviewMessages.Decide(postmortem), ReviewMessages.Read(postmortem)] },
        }),
    ];
}
