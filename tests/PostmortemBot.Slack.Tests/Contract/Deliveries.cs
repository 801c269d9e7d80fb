namespace PostmortemBot.Slack.Tests.Contract;

/// <summary>Whole events, commands and notices, with every field Slack is known to send.</summary>
internal static class Deliveries
{
    public const string Verification = """{"token":"retired","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}""";

    public const string RateLimited = """{"token":"retired","type":"app_rate_limited","team_id":"T1AAA","minute_rate_limited":1518467820,"api_app_id":"A1AAA"}""";

    public const string SslCheck = "token=retired&ssl_check=1";

    public const string Command = "token=retired&team_id=T1AAA&team_domain=example&channel_id=C1AAA&channel_name=incident-payments&user_id=U1AAA&user_name=ada&command=%2Fdeploy"
        + "&text=%3C%40U2AAA%3E+%3C%23C2AAA%7Cops%3E+%3C%23C3AAA%7C%3E+%3Chttps%3A%2F%2Fexample.com%2F%3Fa%3Db%3E+100%25+%26amp%3B&api_app_id=A1AAA&is_enterprise_install=false&response_url=https%3A%2F%2Fhooks.example.com%2Fcommands%2F1&trigger_id=1.2.abc";

    public const string OrgCommand = "token=retired&team_id=T1AAA&team_domain=example&enterprise_id=E1AAA&enterprise_name=Example%20Org&channel_id=D1AAA&channel_name=directmessage&user_id=W1AAA&user_name=ada&command=/deploy"
        + "&text=&api_app_id=A1AAA&is_enterprise_install=true&response_url=https://hooks.example.com/commands/1&trigger_id=1.2.abc";

    private const string Blocks = """ "blocks":[{"type":"rich_text","block_id":"r","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"hello"}]}]}],"client_msg_id":"7f0b2e5e-0000-4000-8000-000000000000","team":"T1AAA" """;

    /// <summary>The inner events, by Slack's name and what is special about them.</summary>
    public static IReadOnlyDictionary<string, string> Events { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["app_mention"] = $$"""{"type":"app_mention","user":"U1AAA","text":"<@U0BOT> hello","ts":"1700000000.000100","thread_ts":"1700000000.000001","channel":"C1AAA","event_ts":"1700000000.000100",{{Blocks}} }""",
        ["app_mention by a bot"] = """{"type":"app_mention","bot_id":"B2AAA","user":null,"text":"<@U0BOT>","ts":"1700000000.000100","channel":"C1AAA","event_ts":"1700000000.000100"}""",
        ["message"] = $$"""{"type":"message","channel":"C1AAA","user":"U1AAA","text":"It broke","ts":"1700000000.000100","channel_type":"channel","event_ts":"1700000000.000100",{{Blocks}} }""",
        ["message in a thread"] = """{"type":"message","channel":"G1AAA","user":"U1AAA","text":"because","ts":"1700000000.000100","thread_ts":"1700000000.000001","parent_user_id":"U2AAA","channel_type":"group","event_ts":"1700000000.000100"}""",
        ["message of a bot"] = """{"type":"message","channel":"D1AAA","user":"U0BOT","bot_id":"B1AAA","app_id":"A1AAA","text":"hi","bot_profile":{"id":"B1AAA","name":"bot"},"ts":"1700000000.000100","channel_type":"im","event_ts":"1700000000.000100"}""",
        ["bot_message"] = """{"type":"message","subtype":"bot_message","channel":"C1AAA","bot_id":"B2AAA","username":"alerts","text":"","attachments":[{"fallback":"down"}],"ts":"1700000000.000100","channel_type":"mpim","event_ts":"1700000000.000100"}""",
        ["me_message"] = """{"type":"message","subtype":"me_message","channel":"C1AAA","user":"U1AAA","text":"waves","ts":"1700000000.000100","channel_type":"channel"}""",
        ["message_changed"] = $$"""{"type":"message","subtype":"message_changed","hidden":true,"channel":"C1AAA","ts":"1700000001.000100","message":{{Interactions.Message}},"previous_message":{{Interactions.Message}},"channel_type":"channel","event_ts":"1700000001.000100"}""",
        ["message_deleted"] = $$"""{"type":"message","subtype":"message_deleted","hidden":true,"channel":"C1AAA","ts":"1700000001.000100","deleted_ts":"1700000000.000100","previous_message":{{Interactions.Message}},"channel_type":"channel","event_ts":"1700000001.000100"}""",
        ["message_replied"] = $$"""{"type":"message","subtype":"message_replied","hidden":true,"channel":"C1AAA","ts":"1700000001.000100","message":{{Interactions.Message}},"event_ts":"1700000001.000100"}""",
        ["thread_broadcast"] = $$"""{"type":"message","subtype":"thread_broadcast","channel":"C1AAA","user":"U1AAA","text":"all","ts":"1700000000.000100","thread_ts":"1700000000.000001","root":{{Interactions.Message}},"channel_type":"channel","event_ts":"1700000000.000100"}""",
        ["file_share"] = """{"type":"message","subtype":"file_share","channel":"C1AAA","user":"U1AAA","text":"see","files":[{"id":"F1AAA","mimetype":"","size":null,"original_w":"","mode":"hosted"},{"id":"F2AAA","file_access":"check_file_info"}],"upload":true,"display_as_bot":false,"ts":"1700000000.000100","channel_type":"channel","event_ts":"1700000000.000100"}""",
        ["channel_join"] = """{"type":"message","subtype":"channel_join","channel":"C1AAA","user":"U1AAA","inviter":"U2AAA","text":"<@U1AAA> has joined","ts":"1700000000.000100","channel_type":"channel"}""",
        ["channel_leave"] = """{"type":"message","subtype":"channel_leave","channel":"C1AAA","user":"U1AAA","text":"left","ts":"1700000000.000100"}""",
        ["channel_topic"] = """{"type":"message","subtype":"channel_topic","channel":"C1AAA","user":"U1AAA","topic":"x","text":"set","ts":"1700000000.000100"}""",
        ["channel_purpose"] = """{"type":"message","subtype":"channel_purpose","channel":"C1AAA","user":"U1AAA","purpose":"x","text":"set","ts":"1700000000.000100"}""",
        ["channel_name"] = """{"type":"message","subtype":"channel_name","channel":"C1AAA","user":"U1AAA","old_name":"x","name":"y","text":"renamed","ts":"1700000000.000100"}""",
        ["message channel_archive"] = """{"type":"message","subtype":"channel_archive","channel":"C1AAA","user":"U1AAA","members":["U1AAA"],"text":"archived","ts":"1700000000.000100"}""",
        ["channel_convert_to_private"] = """{"type":"message","subtype":"channel_convert_to_private","channel":"C1AAA","user":"U1AAA","text":"private","ts":"1700000000.000100"}""",
        ["ekm_access_denied"] = """{"type":"message","subtype":"ekm_access_denied","channel":"C1AAA","user":"UREVOKEDU","text":"hidden","ts":"1700000000.000100"}""",
        ["a subtype nobody knows"] = """{"type":"message","subtype":"hologram","channel":"C1AAA","user":"U1AAA","text":"","ts":"1700000000.000100"}""",
        ["reaction_added"] = """{"type":"reaction_added","user":"U1AAA","reaction":"pushpin::skin-tone-3","item_user":"U2AAA","item":{"type":"message","channel":"C1AAA","ts":"1700000000.000100"},"event_ts":"1700000001.000100"}""",
        ["reaction_added to a file"] = """{"type":"reaction_added","user":"U1AAA","reaction":"+1","item":{"type":"file","file":"F1AAA"},"event_ts":"1700000001.000100"}""",
        ["reaction_removed"] = """{"type":"reaction_removed","user":"U1AAA","reaction":"pushpin","item":{"type":"message","channel":"C1AAA","ts":"1700000000.000100"},"event_ts":"1700000001.000100"}""",
        ["app_home_opened"] = """{"type":"app_home_opened","user":"U1AAA","channel":"D1AAA","tab":"home","event_ts":"1700000001.000100","view":{"id":"V1AAA","team_id":"T1AAA","type":"home","blocks":[{"type":"divider"}],"private_metadata":"","callback_id":"","state":{"values":{}},"hash":"1.abc","title":{"type":"plain_text","text":"View Title"},"clear_on_close":false,"external_id":"","bot_id":"B1AAA"}}""",
        ["app_home_opened the first time"] = """{"type":"app_home_opened","user":"U1AAA","channel":"D1AAA","tab":"messages","event_ts":"1700000001.000100"}""",
        ["member_joined_channel"] = """{"type":"member_joined_channel","user":"U1AAA","channel":"C1AAA","channel_type":"C","team":"T1AAA","inviter":"U2AAA","enterprise":"E1AAA","event_ts":"1700000001.000100"}""",
        ["member_left_channel"] = """{"type":"member_left_channel","user":"U1AAA","channel":"G1AAA","channel_type":"G","team":"T1AAA","event_ts":"1700000001.000100"}""",
        ["channel_rename"] = """{"type":"channel_rename","channel":{"id":"C1AAA","name":"new","created":1700000000,"is_channel":true,"name_normalized":"new"},"event_ts":"1700000001.000100"}""",
        ["group_rename"] = """{"type":"group_rename","channel":{"id":"G1AAA","name":"new","created":1700000000},"event_ts":"1700000001.000100"}""",
        ["channel_archive"] = """{"type":"channel_archive","channel":"C1AAA","user":"U1AAA","is_moved":0,"event_ts":"1700000001.000100"}""",
        ["group_archive"] = """{"type":"group_archive","channel":"G1AAA","user":"U1AAA","is_moved":0,"event_ts":"1700000001.000100"}""",
        ["channel_unarchive"] = """{"type":"channel_unarchive","channel":"C1AAA","user":"U1AAA","event_ts":"1700000001.000100"}""",
        ["channel_deleted"] = """{"type":"channel_deleted","channel":"C1AAA","event_ts":"1700000001.000100"}""",
        ["channel_created"] = """{"type":"channel_created","channel":{"id":"C1AAA","name":"new","created":1700000000,"creator":"U1AAA"},"event_ts":"1700000001.000100"}""",
        ["channel_id_changed"] = """{"type":"channel_id_changed","old_channel_id":"G1AAA","new_channel_id":"C1AAA","event_ts":"1700000001.000100"}""",
        ["app_uninstalled"] = """{"type":"app_uninstalled","event_ts":"1700000001.000100"}""",
        ["tokens_revoked"] = """{"type":"tokens_revoked","tokens":{"oauth":["U1AAA"],"bot":["U0BOT"]},"event_ts":"1700000001.000100"}""",
        ["tokens_revoked of people"] = """{"type":"tokens_revoked","tokens":{"oauth":["U1AAA"]},"event_ts":"1700000001.000100"}""",
        ["team_access_granted"] = """{"type":"team_access_granted","team_ids":["T1AAA"],"event_ts":"1700000001.000100"}""",
        ["link_shared"] = """{"type":"link_shared","channel":"COMPOSER","is_bot_user_member":false,"user":"U1AAA","message_ts":"Uxxx-1","thread_ts":null,"unfurl_id":"Uxxx-1","source":"composer","links":[{"domain":"example.com","url":"https://example.com/1"}],"event_ts":"1700000001.000100"}""",
        ["user_change"] = """{"type":"user_change","user":{"id":"U1AAA","team_id":"T1AAA","name":"ada","deleted":true,"profile":{"real_name":"Ada L","display_name":"","image_48":"https://example.com/48.png","fields":null},"is_bot":false,"updated":1700000000},"cache_ts":1700000000,"event_ts":"1700000001.000100"}""",
        ["subteam_updated"] = """{"type":"subteam_updated","subteam":{"id":"S1AAA","team_id":"T1AAA","is_usergroup":true,"name":"On call","handle":"on-call","date_delete":0,"users":["U1AAA"],"user_count":1},"event_ts":"1700000001.000100"}""",
        ["subteam_members_changed"] = """{"type":"subteam_members_changed","subteam_id":"S1AAA","team_id":"T1AAA","added_users":["U1AAA"],"added_users_count":"1","removed_users":[],"removed_users_count":"0"}""",
        ["pin_added"] = """{"type":"pin_added","user":"U1AAA","channel_id":"C1AAA","item":{"type":"message","message":{"ts":"1700000000.000100"}},"has_pins":true,"event_ts":"1700000001.000100"}""",
        ["message_metadata_posted"] = """{"type":"message_metadata_posted","app_id":"A1AAA","bot_id":"B1AAA","user_id":"U1AAA","team_id":"T1AAA","channel_id":"C1AAA","metadata":{"event_type":"x","event_payload":{}},"message_ts":"1700000000.000100","event_ts":"1700000001.000100"}""",
    };

    /// <summary>An event in its envelope, as Slack sends it today.</summary>
    public static string Callback(string inner, string id = "Ev1AAA") => $$"""
        {"token":"retired","team_id":"T9AAA","enterprise_id":"E9AAA","context_team_id":"T1AAA","context_enterprise_id":null,"api_app_id":"A1AAA","event":{{inner}},"type":"event_callback","event_id":"{{id}}","event_time":1700000001,
         "authorizations":[{"enterprise_id":null,"team_id":"T1AAA","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":true,"event_context":"4-eyJldCI6Im1lc3NhZ2UifQ"}
        """;

    /// <summary>As before 2021, without authorizations.</summary>
    public static string OldCallback(string inner) => $$"""
        {"token":"retired","team_id":"T1AAA","api_app_id":"A1AAA","event":{{inner}},"type":"event_callback","authed_users":["U0BOT"],"authed_teams":["T1AAA"],"event_id":"Ev1AAA","event_time":1700000001}
        """;

    /// <summary>An organisation's installation, whose authorization names no workspace.</summary>
    public static string OrgCallback(string inner) => $$"""
        {"token":"retired","team_id":"T1AAA","enterprise_id":"E1AAA","api_app_id":"A1AAA","event":{{inner}},"type":"event_callback","event_id":"Ev1AAA","event_time":1700000001,
         "authorizations":[{"enterprise_id":"E1AAA","team_id":null,"user_id":"W0BOT","is_bot":true,"is_enterprise_install":true}],"is_ext_shared_channel":false}
        """;
}
