namespace PostmortemBot.Slack;

/// <summary>
/// Reads every submitted modal before its handler does, for what an app wants done to all that people type.
/// Optional; register any number. What it throws counts as a failure of the handler.
/// </summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
public interface IViewSubmissionReader
{
    /// <summary>The submission as the handler shall see it; within the handler's own three seconds.</summary>
    ValueTask<ViewSubmission> Read(ViewSubmission submission, CancellationToken cancellationToken);
}
