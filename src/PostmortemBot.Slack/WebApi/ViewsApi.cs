using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack.WebApi;

internal sealed class ViewsApi(WorkspaceCalls calls) : IViewsApi
{
    public Task<ViewInfo> Open(string triggerId, ModalViewDefinition view, CancellationToken cancellationToken = default) =>
        Show(SlackMethod.ViewsOpen, view, new { TriggerId = triggerId, View = view }, cancellationToken);

    public Task<ViewInfo> Push(string triggerId, ModalViewDefinition view, CancellationToken cancellationToken = default) =>
        Show(SlackMethod.ViewsPush, view, new { TriggerId = triggerId, View = view }, cancellationToken);

    public Task<ViewInfo> UpdateByViewId(ModalViewDefinition view, string viewId, string? hash = null, CancellationToken cancellationToken = default) =>
        Show(SlackMethod.ViewsUpdate, view, new { ViewId = viewId, Hash = hash, View = view }, cancellationToken);

    public Task<ViewInfo> UpdateByExternalId(ModalViewDefinition view, string externalId, string? hash = null, CancellationToken cancellationToken = default) =>
        Show(SlackMethod.ViewsUpdate, view, new { ExternalId = externalId, Hash = hash, View = view }, cancellationToken);

    public Task<ViewInfo> Publish(string userId, HomeViewDefinition view, string? hash = null, CancellationToken cancellationToken = default) =>
        Show(SlackMethod.ViewsPublish, view, new { UserId = userId, Hash = hash, View = view }, cancellationToken);

    private async Task<ViewInfo> Show(SlackMethod method, ViewDefinition view, object arguments, CancellationToken cancellationToken)
    {
        BlockLimits.Check(view);
        return (await calls.Call<ViewAnswer>(method, arguments, cancellationToken)).View ?? new();
    }

    private sealed record ViewAnswer(ViewInfo? View);
}
