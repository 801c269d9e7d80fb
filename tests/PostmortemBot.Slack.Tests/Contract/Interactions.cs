namespace PostmortemBot.Slack.Tests.Contract;

/// <summary>Whole interactions, with every field Slack is known to send.</summary>
internal static class Interactions
{
    public const string Person = """
        "user":{"id":"U1AAA","username":"ada","name":"ada","team_id":"T1AAA"},"team":{"id":"T1AAA","domain":"example","enterprise_id":"E1AAA","enterprise_name":"Example Org"},
        "enterprise":{"id":"E1AAA","name":"Example Org"},"is_enterprise_install":false,"api_app_id":"A1AAA","token":"retired"
        """;

    /// <summary>An organisation's installation: no workspace of its own, the person's one stands for it.</summary>
    public const string OrgPerson = """
        "user":{"id":"W1AAA","username":"ada","name":"ada","team_id":"T2AAA"},"team":null,
        "enterprise":{"id":"E1AAA","name":"Example Org"},"is_enterprise_install":true,"api_app_id":"A1AAA","token":"retired"
        """;

    private const string Option = """{"text":{"type":"plain_text","text":"One","emoji":true},"value":"1","description":{"type":"plain_text","text":"the first"}}""";

    private const string Rich = """{"type":"rich_text","block_id":"r","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U2AAA"},{"type":"text","text":" typed","style":{"bold":true}}]}]}""";

    /// <summary>What each kind of element sends when it is used, and the one value that can be asked of it.</summary>
    public static IReadOnlyList<(string Type, string Fields, string? Chosen)> Elements { get; } =
    [
        ("button", """ "text":{"type":"plain_text","text":"Go","emoji":true},"value":"42","style":"primary" """, "42"),
        ("plain_text_input", """ "value":"typed" """, "typed"),
        ("email_text_input", """ "value":"ada@example.com" """, "ada@example.com"),
        ("url_text_input", """ "value":"https://example.com/a?b=c" """, "https://example.com/a?b=c"),
        ("number_input", """ "value":"12.5" """, "12.5"),
        ("rich_text_input", $""" "rich_text_value":{Rich} """, null),
        ("static_select", $""" "selected_option":{Option},"placeholder":null,"initial_option":null """, "1"),
        ("external_select", $""" "selected_option":{Option} """, "1"),
        ("radio_buttons", $""" "selected_option":{Option} """, "1"),
        ("overflow", $""" "selected_option":{Option} """, "1"),
        ("multi_static_select", $""" "selected_options":[{Option}] """, null),
        ("multi_external_select", $""" "selected_options":[{Option}] """, null),
        ("checkboxes", """ "selected_options":[] """, null),
        ("users_select", """ "selected_user":"U2AAA","initial_user":"U3AAA" """, "U2AAA"),
        ("multi_users_select", """ "selected_users":["U2AAA","W3AAA"] """, null),
        ("conversations_select", """ "selected_conversation":"C2AAA" """, "C2AAA"),
        ("multi_conversations_select", """ "selected_conversations":["C2AAA","D2AAA"] """, null),
        ("channels_select", """ "selected_channel":"C3AAA" """, "C3AAA"),
        ("multi_channels_select", """ "selected_channels":["C3AAA"] """, null),
        ("datepicker", """ "selected_date":"2026-11-23","initial_date":"2026-11-22" """, "2026-11-23"),
        ("timepicker", """ "selected_time":"09:05","timezone":"Europe/Berlin" """, "09:05"),
        ("datetimepicker", """ "selected_date_time":1700000000 """, "1700000000"),
        ("workflow_button", """ "text":{"type":"plain_text","text":"Run"},"workflow":{"trigger":{"url":"https://example.com"}} """, null),
        ("feedback_buttons", """ "value":"good" """, null),
    ];

    /// <summary>What each kind of input leaves in a view's state.</summary>
    public const string State = $$$"""
        {"values":{
          "title":{"a":{"type":"plain_text_input","value":"Checkout down"}},"untyped":{"a":{"type":"plain_text_input","value":null}},
          "mail":{"a":{"type":"email_text_input","value":"ada@example.com"}},"link":{"a":{"type":"url_text_input","value":"https://example.com/"}},
          "minutes":{"a":{"type":"number_input","value":"12345"}},"story":{"a":{"type":"rich_text_input","rich_text_value":{{{Rich}}} } },
          "severity":{"a":{"type":"static_select","selected_option":{{{Option}}} } },"service":{"a":{"type":"external_select","selected_option":{{{Option}}} } },
          "kind":{"a":{"type":"radio_buttons","selected_option":{{{Option}}} } },"unchosen":{"a":{"type":"static_select","selected_option":null}},
          "tags":{"a":{"type":"multi_static_select","selected_options":[{{{Option}}}]}},"more":{"a":{"type":"multi_external_select","selected_options":[]}},
          "checks":{"a":{"type":"checkboxes","selected_options":[{{{Option}}}]}},
          "owner":{"a":{"type":"users_select","selected_user":"U2AAA"}},"people":{"a":{"type":"multi_users_select","selected_users":["U2AAA","U3AAA"]}},
          "room":{"a":{"type":"conversations_select","selected_conversation":"G2AAA"}},"rooms":{"a":{"type":"multi_conversations_select","selected_conversations":["C2AAA"]}},
          "channel":{"a":{"type":"channels_select","selected_channel":"C3AAA"}},"channels":{"a":{"type":"multi_channels_select","selected_channels":["C3AAA"]}},
          "day":{"a":{"type":"datepicker","selected_date":"2026-11-23"}},"time":{"a":{"type":"timepicker","selected_time":"01:00","timezone":"America/Los_Angeles"}},
          "moment":{"a":{"type":"datetimepicker","selected_date_time":1700000000}},
          "files":{"a":{"type":"file_input","files":[{"id":"F1AAA","name":"graph.png","mimetype":"image/png","size":12}]}},"sound":{"a":{"type":"voice_input","seconds":3}}
        }}
        """;

    public static string Action(string type, string fields, string person = Person, string state = """{"values":{"b2":{"a2":{"type":"plain_text_input","value":"beside"}}}}""") => $$"""
        {"type":"block_actions",{{person}},
         "container":{"type":"message","message_ts":"1700000000.000100","channel_id":"C1AAA","is_ephemeral":false,"thread_ts":"1700000000.000001"},
         "trigger_id":"1.2.abc","channel":{"id":"C1AAA","name":"incident-payments"},
         "message":{{Message}},"state":{{state}},"response_url":"https://hooks.example.com/actions/1",
         "actions":[{"type":"{{type}}","action_id":"act","block_id":"b1","action_ts":"1700000001.000200",{{fields}}}]}
        """;

    /// <summary>As in an ephemeral message: no message, and the time stamp in the container alone.</summary>
    public const string EphemeralAction = $$"""
        {"type":"block_actions",{{Person}},"container":{"type":"message","message_ts":"1700000000.000100","channel_id":"C1AAA","is_ephemeral":true},
         "trigger_id":"1.2.abc","channel":{"id":"C1AAA","name":"directmessage"},"state":{"values":[]},"response_url":"https://hooks.example.com/actions/1",
         "actions":[{"type":"button","action_id":"act","block_id":"b1","action_ts":"1700000001.000200","value":"42"}]}
        """;

    public const string ActionInUnfurl = $$"""
        {"type":"block_actions",{{Person}},"container":{"type":"message_attachment","message_ts":"1700000000.000100","attachment_id":1,"channel_id":"C1AAA","is_ephemeral":false,"is_app_unfurl":true,"app_unfurl_url":"https://example.com/1"},
         "trigger_id":"1.2.abc","channel":{"id":"C1AAA","name":"general"},"app_unfurl":{"id":1,"blocks":[]},"response_url":"https://hooks.example.com/actions/1",
         "actions":[{"type":"button","action_id":"act","block_id":"b1","action_ts":"1700000001.000200","value":"42"}]}
        """;

    public const string ActionAtHome = $$"""
        {"type":"block_actions",{{Person}},"container":{"type":"view","view_id":"V1AAA"},"trigger_id":"1.2.abc","view":{{Home}},
         "actions":[{"type":"button","action_id":"act","block_id":"b1","action_ts":"1700000001.000200","value":"42"}]}
        """;

    public const string Submission = $$"""
        {"type":"view_submission",{{Person}},"trigger_id":"1.2.abc","view":{{Modal}},
         "response_urls":[{"block_id":"room","action_id":"a","channel_id":"G2AAA","response_url":"https://hooks.example.com/app/1"}]}
        """;

    public const string OrgSubmission = $$"""{"type":"view_submission",{{OrgPerson}},"trigger_id":"1.2.abc","view":{{Modal}},"response_urls":[]}""";

    public const string EmptySubmission = $$$"""
        {"type":"view_submission",{{{Person}}},"trigger_id":"1.2.abc","response_urls":[],
         "view":{"id":"V1AAA","team_id":"T1AAA","type":"modal","callback_id":"form","private_metadata":"","hash":"1.abc","blocks":[],"state":{"values":[]},"title":{"type":"plain_text","text":"Form"}} }
        """;

    public const string Closed = $$"""{"type":"view_closed",{{Person}},"view":{{Modal}},"is_cleared":true}""";

    public const string OnMessage = $$"""
        {"type":"message_action",{{Person}},"action_ts":"1700000001.000200","callback_id":"keep","trigger_id":"1.2.abc","message_ts":"1700000000.000100",
         "channel":{"id":"C1AAA","name":"incident-payments"},"response_url":"https://hooks.example.com/app/1","message":{{Message}} }
        """;

    public const string Anywhere = $$"""{"type":"shortcut",{{Person}},"action_ts":"1700000001.000200","callback_id":"begin","trigger_id":"1.2.abc"}""";

    public const string Suggestion = $$"""
        {"type":"block_suggestion",{{Person}},"action_id":"service","block_id":"b1","value":"pay",
         "container":{"type":"message","message_ts":"1700000000.000100","channel_id":"C1AAA","is_ephemeral":false},"channel":{"id":"C1AAA","name":"general"},"message":{{Message}} }
        """;

    public const string SuggestionInModal = $$"""
        {"type":"block_suggestion",{{Person}},"action_id":"service","block_id":"b1","value":"","container":{"type":"view","view_id":"V1AAA"},"view":{{Modal}} }
        """;

    /// <summary>Every kind of interaction, by a name for the test's list.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Elements
        .ToDictionary(element => $"block_actions {element.Type}", element => Action(element.Type, element.Fields), StringComparer.Ordinal)
        .Concat(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["block_actions of an organisation"] = Action("button", """ "value":"42" """, OrgPerson),
            ["block_actions in an ephemeral message"] = EphemeralAction,
            ["block_actions in an unfurl"] = ActionInUnfurl,
            ["block_actions at Home"] = ActionAtHome,
            ["view_submission"] = Submission,
            ["view_submission of an organisation"] = OrgSubmission,
            ["view_submission with nothing filled in"] = EmptySubmission,
            ["view_closed"] = Closed,
            ["message_action"] = OnMessage,
            ["shortcut"] = Anywhere,
            ["block_suggestion"] = Suggestion,
            ["block_suggestion in a modal"] = SuggestionInModal,
        })
        .ToDictionary(StringComparer.Ordinal);

    public const string Message = """
        {"type":"message","subtype":"bot_message","bot_id":"B1AAA","app_id":"A1AAA","username":"alerts","user":"U2AAA","team":"T1AAA","text":"It *broke* &amp; burnt","ts":"1700000000.000100","thread_ts":"1700000000.000001",
         "edited":{"user":"U2AAA","ts":"1700000000.000150"},"reactions":[{"name":"pushpin","users":["U2AAA"],"count":1}],"reply_count":2,"reply_users":["U2AAA"],"latest_reply":"1700000000.000160",
         "files":[{"id":"F1AAA","created":1700000000,"name":"graph.png","title":"Graph","mimetype":"image/png","filetype":"png","user":"U2AAA","size":1234,"original_w":640,"original_h":"480","url_private":"https://files.example.com/1","permalink":"https://example.com/f/1"}],
         "attachments":[{"id":1,"color":"danger","fallback":"down"}],"metadata":{"event_type":"alert","event_payload":{"n":1}},
         "blocks":[{"type":"rich_text","block_id":"r","elements":[]},{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"It broke","verbatim":false},"accessory":{"type":"button","action_id":"x","text":{"type":"plain_text","text":"Go"}}},{"type":"call","call_id":"R1"},{"type":"share_shortcut"}]}
        """;

    private const string Modal = $$$$"""
        {"id":"V1AAA","team_id":"T1AAA","type":"modal","callback_id":"form","private_metadata":"{\"id\":1}","hash":"1700000000.abc","external_id":"ours","root_view_id":"V0AAA","previous_view_id":"V0AAA",
         "app_id":"A1AAA","app_installed_team_id":"T1AAA","bot_id":"B1AAA","clear_on_close":false,"notify_on_close":true,"submit_disabled":false,
         "title":{"type":"plain_text","text":"Form","emoji":true},"submit":{"type":"plain_text","text":"Send","emoji":true},"close":null,
         "blocks":[{"type":"input","block_id":"title","label":{"type":"plain_text","text":"Title","emoji":true},"hint":null,"optional":false,"dispatch_action":false,"element":{"type":"plain_text_input","action_id":"a","multiline":true,"placeholder":null,"dispatch_action_config":{"trigger_actions_on":["on_enter_pressed"]}}},
          {"type":"input","block_id":"sound","label":{"type":"plain_text","text":"Sing"},"element":{"type":"voice_input","action_id":"a"}},{"type":"card","title":"new"}],
         "state":{{{{State}}}}}
        """;

    private const string Home = """
        {"id":"V1AAA","team_id":"T1AAA","type":"home","callback_id":"","private_metadata":"","hash":"1700000000.abc","external_id":"","root_view_id":"V1AAA","previous_view_id":null,
         "app_id":"A1AAA","bot_id":"B1AAA","title":{"type":"plain_text","text":"View Title"},"submit":null,"close":null,"clear_on_close":false,"notify_on_close":false,"blocks":[{"type":"divider","block_id":"d"}],"state":{"values":{}}}
        """;
}
