using System.Collections.Frozen;

namespace PostmortemBot.Slack;

/// <summary>Finds the handlers of buttons, menus and inputs.</summary>
internal sealed class ElementDoor(HandlerTable table, HandlerRunner runner, Unhandled unhandled, Explanations explanations)
{
    private static readonly Answer NoOptions = Answer.Json(new BlockOptionsResponse().Json);

    private readonly FrozenDictionary<string, IBlockActionHandler> actions = table.Of<IBlockActionHandler>(HandlerKind.BlockAction);
    private readonly FrozenDictionary<string, IBlockOptionProvider> options = table.Of<IBlockOptionProvider>(HandlerKind.BlockOptions);

    public ValueTask<Answer> Act(BlockActionRequest request, long arrived)
    {
        var ids = new RequestIds(HandlerKind.BlockAction, request.Action.ActionId, request.WorkspaceId, request.UserId, request.Enterprise?.Id);
        if (actions.TryGetValue(request.Action.ActionId, out var handler))
        {
            return runner.Run(
                ids,
                handler,
                request,
                static (handler, request, cancellationToken) => handler.Handle(request, cancellationToken),
                static _ => Answer.Empty,
                (request, words) => Explain(request, words),
                arrived);
        }

        // A button with an address has done its work by opening it.
        if (request.Action is ButtonAction { Url.Length: > 0 }) return new(Answer.Empty);

        unhandled.Tell(ids);
        return new(Explain(request, Unhandled.Element));
    }

    public ValueTask<Answer> Suggest(BlockOptionsRequest request, long arrived)
    {
        var ids = new RequestIds(HandlerKind.BlockOptions, request.ActionId, request.WorkspaceId, request.UserId, request.Enterprise?.Id);
        if (!options.TryGetValue(request.ActionId, out var provider))
        {
            unhandled.Tell(ids);
            return new(NoOptions);
        }

        return runner.Run(
            ids,
            provider,
            request,
            static (provider, request, cancellationToken) => provider.GetOptions(request, cancellationToken),
            static reply => Answer.Json(reply.Json),
            static (_, _) => NoOptions,
            arrived);
    }

    private Answer Explain(BlockActionRequest request, string words)
    {
        explanations.Send(request.ResponseUrl, words);
        return Answer.Empty;
    }
}
