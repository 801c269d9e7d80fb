namespace PostmortemBot.Benchmarks;

/// <summary><c>/postmortem help</c> as Slack posts it.</summary>
internal static class HelpCommand
{
    public static string Body(long number) =>
        "token=retired&team_id=T0SANDBOX01&team_domain=acme&channel_id=C0PAYMENTS1&channel_name=incident-payments&user_id=U0MAYA00001&user_name=maya"
        + "&command=%2Fpostmortem&text=help&api_app_id=A0POSTMORT1&is_enterprise_install=false"
        + $"&response_url=http%3A%2F%2F127.0.0.1%3A9%2Factions%2F{number:D10}&trigger_id=1.2.{number:D10}";
}
