using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Opens the form for an action item that breaks a cause, for menus in which the causes are shown.</summary>
public interface IActionForCause
{
    Task<Ack> OpenAsync(BlockActionRequest request, Guid causeId, CancellationToken cancellationToken);
}
