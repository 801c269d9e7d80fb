namespace PostmortemBot.Sandbox.Tests;

internal static class Manifests
{
    public const string Small = """
        display_information: { name: Postmortem }
        features:
          app_home: { home_tab_enabled: false, messages_tab_enabled: true }
          slash_commands:
            - { command: /postmortem, description: Run a postmortem, should_escape: false }
          shortcuts:
            - { name: Add, type: message, callback_id: timeline_add, description: Put on the timeline }
        oauth_config:
          scopes:
            bot: [commands, chat:write, channels:read, channels:history, reactions:read]
        settings:
          event_subscriptions: { bot_events: [reaction_added, app_mention] }
        """;
}

internal static class Waiting
{
    /// <summary>Ends when the caller has given up.</summary>
    public static async Task AsTask(this CancellationToken cancelled)
    {
        var done = new TaskCompletionSource();
        await using var registration = cancelled.Register(done.SetResult);
        await done.Task;
    }
}
