namespace PostmortemBot.Slack;

/// <summary>How this process is connected to Slack in Socket Mode; both are 0 when requests come by HTTP.</summary>
/// <seealso href="https://docs.slack.dev/apis/events-api/using-socket-mode"/>
public interface ISlackSocketMode
{
    /// <summary>How many connections are ready to receive.</summary>
    int Connected { get; }

    /// <summary>How many connections there should be.</summary>
    int Connections { get; }
}
