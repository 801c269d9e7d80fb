using Microsoft.Extensions.Logging;

namespace PostmortemBot.Slack;

/// <summary>Says which handler to write for what nobody handles.</summary>
internal sealed partial class Unhandled(ILogger<Unhandled> logger)
{
    public const string Command = "This command is not connected to anything here. Whoever runs this app finds in its log what is missing.";
    public const string Element = "This is not connected to anything any more. Nothing was changed.";
    public const string View = "This form is not connected to anything any more, so nothing was stored. Copy what you typed before you close it.";

    public void Tell(RequestIds ids)
    {
        var handler = ids.Kind switch
        {
            HandlerKind.BlockOptions => "IBlockOptionProvider",
            var kind => $"I{kind}Handler",
        };
        Log.NobodyHandles(logger, ids.Kind, ids.Id, ids.WorkspaceId, $"class X : {handler}", $"slack.{ids.Kind}<X>(\"{ids.Id}\")");
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "Nobody handles {Kind} '{Id}' (workspace {WorkspaceId}); write: {Write}; register: {Register}")]
        public static partial void NobodyHandles(ILogger logger, HandlerKind kind, string id, string workspaceId, string write, string register);
    }
}
