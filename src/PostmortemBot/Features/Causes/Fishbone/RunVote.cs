using System.Globalization;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The facilitator opens the vote on what matters most, and ends it.</summary>
public sealed class RunVote(
    VoteStore votes,
    FishboneStore store,
    FishboneAccess access,
    ISlackClients slack,
    ReadableText readable,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string OpenId = "vote.open";
    public const string EndId = "vote.end";
    private const string DotsField = "dots";

    private static readonly Problem EndedAlready = new("The vote has ended already: its result is in the thread of the brainstorm's message.");
    private static readonly Problem NotNow = new("A vote is on already, or people are still writing. Nothing was changed.", DotsField);
    private static readonly Problem TooFew = new("There are not two causes on the fishbone to choose between. Add some first; those in the graph are not voted on.", DotsField);

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.BrainstormAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (Brainstorm.WhyNotLead(found.Postmortem, found.Brainstorm, request.UserId) is { } notLead)
            return await slack.TellAsync(request, notLead, cancellationToken);

        if (request.Action.ActionId == EndId)
        {
            return await votes.CountAsync(found.Brainstorm, request.UserId, clock.GetUtcNow(), cancellationToken)
                ? Ack.Done
                : await slack.TellAsync(request, EndedAlready, cancellationToken);
        }

        if ((await store.ReadAsync(found.Postmortem, cancellationToken)).Own.Take(2).Count() < 2)
            return await slack.TellAsync(request, TooFew, cancellationToken);
        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, Form(found.Brainstorm), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.BrainstormAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(DotsField, refused.Text);
        if (Brainstorm.WhyNotLead(found.Postmortem, found.Brainstorm, submission.UserId) is { } notLead)
            return ViewSubmissionResponse.Error(DotsField, await readable.PlainlyAsync(submission.WorkspaceId, notLead, cancellationToken));
        if (submission.View.State.GetNumber(DotsField) is not { } typed || typed != decimal.Truncate(typed) || typed is < 1 or > Brainstorm.MostDots)
            return ViewSubmissionResponse.Error(DotsField, $"Enter a whole number of dots from 1 to {Brainstorm.MostDots}.");

        return await votes.OpenAsync(found.Brainstorm, (int)typed, submission.UserId, clock.GetUtcNow(), cancellationToken)
            ? ViewSubmissionResponse.Clear
            : ViewSubmissionResponse.Error(DotsField, NotNow.Text);
    }

    private static ModalViewDefinition Form(Brainstorm brainstorm) => new()
    {
        CallbackId = OpenId,
        Title = "Start a vote",
        Submit = "Start",
        Close = "Cancel",
        PrivateMetadata = new FishboneTarget(brainstorm.BrainstormId).ToString(),
        Blocks =
        [
            new SectionBlock { Text = new Markdown("Everybody places dots on the causes they want to look into first. Group similar ones before. Nobody sees how the dots fall until you end the vote, and never whose they are.") },
            new InputBlock
            {
                BlockId = DotsField,
                Label = "Dots for each person",
                Hint = string.Create(CultureInfo.InvariantCulture, $"1 to {Brainstorm.MostDots}. Several may go on one cause."),
                Element = new NumberInput { ActionId = "value", InitialValue = Brainstorm.DefaultDots, MinValue = 1, MaxValue = Brainstorm.MostDots },
            },
        ],
    };
}
