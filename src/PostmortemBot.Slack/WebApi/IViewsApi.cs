namespace PostmortemBot.Slack.WebApi;

/// <summary>Modals and the app's Home.</summary>
public interface IViewsApi
{
    /// <summary>Opens a modal. A trigger lives three seconds and opens one view, so this gives up after two.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/views.open"/>
    Task<ViewInfo> Open(string triggerId, ModalViewDefinition view, CancellationToken cancellationToken = default);

    /// <summary>Puts a modal on top of the one the trigger came from; three fit. Gives up after two seconds.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/views.push"/>
    Task<ViewInfo> Push(string triggerId, ModalViewDefinition view, CancellationToken cancellationToken = default);

    /// <summary>Shows a modal anew.</summary>
    /// <param name="view">What to show.</param>
    /// <param name="viewId">The modal's id.</param>
    /// <param name="hash">The <see cref="ViewInfo.Hash"/> the change is based on; Slack then refuses with <c>hash_conflict</c> when it has changed since.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <seealso href="https://docs.slack.dev/reference/methods/views.update"/>
    Task<ViewInfo> UpdateByViewId(ModalViewDefinition view, string viewId, string? hash = null, CancellationToken cancellationToken = default);

    /// <summary>Shows a modal anew, found by the id the app gave it.</summary>
    /// <param name="view">What to show.</param>
    /// <param name="externalId">The modal's external id.</param>
    /// <param name="hash">The <see cref="ViewInfo.Hash"/> the change is based on; Slack then refuses with <c>hash_conflict</c> when it has changed since.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <seealso href="https://docs.slack.dev/reference/methods/views.update"/>
    Task<ViewInfo> UpdateByExternalId(ModalViewDefinition view, string externalId, string? hash = null, CancellationToken cancellationToken = default);

    /// <summary>Shows somebody's Home anew.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="view">What to show.</param>
    /// <param name="hash">The <see cref="ViewInfo.Hash"/> the change is based on; Slack then refuses with <c>hash_conflict</c> when it has changed since.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <seealso href="https://docs.slack.dev/reference/methods/views.publish"/>
    Task<ViewInfo> Publish(string userId, HomeViewDefinition view, string? hash = null, CancellationToken cancellationToken = default);
}
