using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Views;

/// <summary>Shows an open view of the causes for another of several problems.</summary>
public sealed class ChooseProblem(IEnumerable<CauseView> views, OpenView open, PostmortemAccess access, ISlackClients slack) : IBlockActionHandler
{
    public const string ActionId = "causes.view.problem";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.View is not { } shown
            || shown.PrivateMetadata?.Split(' ') is not [var id, var name, var way]
            || !Guid.TryParse(id, out var postmortemId)
            || !Guid.TryParse(request.Action.ChosenValue, out var problemId)
            || views.FirstOrDefault(known => known.Name == name) is not { } view)
            return await slack.TellAsync(request, PostmortemAccess.NotFound, cancellationToken);
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.ForReadingAsync(reader, postmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await open.ShowAsync(view, postmortem, problemId, request.UserId, request.TriggerId, (shown.Id, way == "back"), cancellationToken);
        return Ack.Done;
    }
}
