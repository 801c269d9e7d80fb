namespace PostmortemBot.Slack.Tests.Door;

/// <summary>Whole requests as Slack sends them, with made-up values.</summary>
internal static class SlackForms
{
    public const string User = """ "user":{"id":"U1","username":"ada","name":"ada","team_id":"T1"},"team":{"id":"T1","domain":"example"},"api_app_id":"A1","token":"old" """;

    public static string Command(string command, string text) =>
        $"token=old&team_id=T1&team_domain=example&channel_id=C1&channel_name=dev&user_id=U1&user_name=ada&command={Uri.EscapeDataString(command)}"
        + $"&text={Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal)}&api_app_id=A1&is_enterprise_install=false&response_url=https%3A%2F%2Fhooks.example.com%2Fcommands%2F1&trigger_id=1.2.abc";

    public static string Action(string actionId, string? responseUrl = null, string action = """ "type":"button","value":"42" """) => $$"""
        {"type":"block_actions",{{User}},"container":{"type":"message","message_ts":"1.2","channel_id":"C1","is_ephemeral":false},
         "trigger_id":"1.2.abc","channel":{"id":"C1","name":"dev"},"message":{"type":"message","ts":"1.2","text":"Deploy?","bot_id":"B1","blocks":[{"type":"newest_block"}] },
         "state":{"values":[] },"response_url":"{{responseUrl}}",
         "actions":[{"action_id":"{{actionId}}","block_id":"b","action_ts":"3.4",{{action}} }]}
        """;

    public static string Suggestion(string actionId, string typed) => $$"""
        {"type":"block_suggestion",{{User}},"container":{"type":"view","view_id":"V1"},"action_id":"{{actionId}}","block_id":"b","value":"{{typed}}",
         "view":{"id":"V1","type":"modal","blocks":[] } }
        """;

    public static string Submission(string callbackId, bool withInput = true) => $$"""
        {"type":"view_submission",{{User}},"trigger_id":"1.2.abc","response_urls":[],
         "view":{"id":"V1","team_id":"T1","type":"modal","callback_id":"{{callbackId}}","private_metadata":"p","hash":"1.h","root_view_id":"V1","previous_view_id":null,"external_id":"",
          "title":{"type":"plain_text","text":"Form"},"submit":null,
          "blocks":[{"type":"section","block_id":"intro","text":{"type":"mrkdwn","text":"Hello"} }{{(withInput ? Input : null)}}],
          "state":{"values":{"why":{"value":{"type":"plain_text_input","value":"because"} } } } } }
        """;

    public static string Closed(string callbackId) => $$"""
        {"type":"view_closed",{{User}},"is_cleared":true,"view":{"id":"V1","type":"modal","callback_id":"{{callbackId}}","blocks":[],"state":{"values":{ } } } }
        """;

    public static string OnMessage(string callbackId, string? responseUrl = null) => $$"""
        {"type":"message_action",{{User}},"action_ts":"3.4","callback_id":"{{callbackId}}","trigger_id":"1.2.abc","channel":{"id":"C1","name":"dev"},
         "message_ts":"1.2","message":{"type":"message","user":"U2","ts":"1.2","thread_ts":"1.1","text":"It broke"},"response_url":"{{responseUrl}}"}
        """;

    public static string Anywhere(string callbackId) => $$"""
        {"type":"shortcut",{{User}},"action_ts":"3.4","callback_id":"{{callbackId}}","trigger_id":"1.2.abc"}
        """;

    public static string Event(string inner, string id = "Ev1") => $$"""
        {"token":"old","team_id":"T9","context_team_id":"T1","api_app_id":"A1","type":"event_callback","event_id":"{{id}}","event_time":1700000000,
         "authorizations":[{"enterprise_id":null,"team_id":"T1","user_id":"UBOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":true,
         "event":{{inner}} }
        """;

    public static string Reaction(string id = "Ev1") => Event(
        """{"user":"U1","reaction":"pushpin","item":{"type":"message","channel":"C1","ts":"1.2"},"item_user":"U2","event_ts":"5.6","type":"reaction_added"}""", id);

    private const string Input = """,{"label":{"type":"plain_text","text":"Why?"},"element":{"type":"plain_text_input","action_id":"value"},"block_id":"why","type":"input"}""";
}
