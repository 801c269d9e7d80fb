using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Tests.Fuzz;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Hosting;

/// <summary>Signed and spoilt requests for every button, form and event of the bot. FUZZ_SEED replays a run, FUZZ_BOT_REQUESTS makes it longer.</summary>
public sealed class DamagedRequests(StartedBot bot, ITestOutputHelper output) : IClassFixture<StartedBot>
{
    private const int AsMany = 3_000;
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Fields =
    [
        "title", "details", "impact", "services", "slo", "text", "words", "note", "reason", "comment", "answer", "reaction", "summary", "went_well", "went_badly", "got_lucky", "sharing", "metrics",
    ];

    [Fact]
    public async Task Damaged_requests_to_every_handler_make_no_error()
    {
        var seed = Setting("FUZZ_SEED") ?? Random.Shared.Next();
        output.WriteLine($"FUZZ_SEED={seed}");
        var random = new Random(seed);
        var damage = new Damage(random);
        var requests = await Requests();
        var commands = Commands().ToList();

        for (var n = 0; n < (Setting("FUZZ_BOT_REQUESTS") ?? AsMany); n++)
        {
            var logged = bot.Log.Lines.Count;
            var (body, type, what) = random.Next(5) switch
            {
                0 => (damage.Form(commands[random.Next(commands.Count)]), Form, "a command"),
                _ => Spoilt(requests[random.Next(requests.Count)], damage, random),
            };
            using var request = SlackRequest.Signed(body, type, bot.Clock.GetUtcNow());
            using var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);

            var failure = bot.Log.Lines.Skip(logged).FirstOrDefault(IsFault);
            Assert.True((int)response.StatusCode < 500 && failure is null, $"FUZZ_SEED={seed}, request {n}: {(int)response.StatusCode} {failure}\nfor {what}: {System.Text.Encoding.UTF8.GetString(body)}");
        }

        await bot.Settles();
    }

    private static (byte[] Body, string Type, string What) Spoilt((string What, JsonNode Payload) request, Damage damage, Random random)
    {
        if (request.Payload["event_id"] is null) return (damage.Form(damage.Json(request.Payload)), Form, request.What);

        request.Payload["event_id"] = $"Ev{random.NextInt64()}";
        return (damage.Json(request.Payload), "application/json", request.What);
    }

    /// <summary>What is made up Slack refuses, and the person reads that; blocks it refuses would be the bot's own fault.</summary>
    private static bool IsFault(string line) =>
        (line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal))
        && (!line.Contains("PostmortemBot.Slack.SlackApiException: ", StringComparison.Ordinal) || line.Contains("invalid_blocks", StringComparison.Ordinal));

    /// <summary>Every id the bot answers to, with the ids of things that are there, and of none.</summary>
    private async Task<List<(string What, JsonNode Payload)>> Requests()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        await maya.Types(channel, "/postmortem add 09:05 first alert");
        await maya.Types(channel, "/postmortem action Alert when the queue grows");
        await maya.Types(channel, "/postmortem whys");
        await maya.Types(channel, "/postmortem brainstorm 5");
        await bot.Settles();
        var channelId = await bot.Stored<string>("select channel_id from postmortems order by number desc limit 1");
        var postmortem = await bot.Stored<string>("select postmortem_id::text from postmortems order by number desc limit 1");
        var entry = await bot.Stored<string>("select coalesce((select entry_id::text from timeline_entries limit 1), '')");
        string[] ids = [postmortem, entry, await Any("cause_id", "causes"), await Any("action_item_id", "action_items"), await Any("brainstorm_id", "brainstorms"), Guid.Empty.ToString(), "not an id"];
        string[] values = [.. ids, .. ids.Select(id => $"{id} 0"), .. ids.Select(id => $"{id} {Guid.Empty}"), .. ids.Select(id => $"edit {id}"), .. ids.Select(id => $"remove {id}"), $"{postmortem} workspace", $"{postmortem} 0", "1", ""];
        string[] metadata = [.. values, channelId, $$"""{"PostmortemId":"{{postmortem}}","ChannelId":"{{channelId}}","Ts":"1.2"}""", "{", "[]"];

        var requests = new List<(string, JsonNode)>();
        foreach (var handler in bot.Handlers)
        {
            IEnumerable<string> payloads = handler.Kind switch
            {
                HandlerKind.BlockAction => values.SelectMany(value => new[] { OnMessage(handler.Id, value, channelId), InView(handler.Id, value, postmortem), Chosen(handler.Id, value, postmortem) }),
                HandlerKind.ViewSubmission => metadata.Select(value => Submission(handler.Id, value, channelId)),
                HandlerKind.MessageShortcut => [Shortcut("message_action", handler.Id, channelId)],
                HandlerKind.GlobalShortcut => [Shortcut("shortcut", handler.Id, channelId)],
                HandlerKind.Event => [Event(handler.Id, channelId)],
                _ => [],
            };
            requests.AddRange(payloads.Select(payload => ($"{handler.Kind} {handler.Id}", JsonNode.Parse(payload)!)));
        }

        return requests;
    }

    private Task<string> Any(string id, string table) => bot.Stored<string>($"select coalesce((select {id}::text from {table} limit 1), '')");

    private static IEnumerable<List<KeyValuePair<string, string>>> Commands()
    {
        string[] texts = ["", "add 14:05 first alert", "add yesterday", "action Alert when the queue grows", "search payments", "list", "mine", "timeline", "whys", "notes", "review", "preview", "publish", "settings", "web", "card", "cancel", "help", "brainstorm 5", "calendar", "causes", "facts", "fishbone", "fault-tree", "map", "trigger", "loop", "actions mine", "actions export", "reminders", "reminders everybody", "tracker", "report PM-1", "PM-1", "whys PM-99999999999999999999", "<@U0DEVON0001> <#C0NOWHERE01|x>"];
        return texts.Select(text => SlackRequest.Command(text).ToList());
    }

    private const string Person = """ "user":{"id":"U0MAYA00001","team_id":"T0SANDBOX01"},"team":{"id":"T0SANDBOX01","domain":"acme"},"is_enterprise_install":false,"trigger_id":"1.2.3" """;

    private static string OnMessage(string id, string value, string channel) => $$"""
        {"type":"block_actions",{{Person}},"container":{"type":"message","message_ts":"1700000000.000100","channel_id":"{{channel}}"},"channel":{"id":"{{channel}}","name":"x"},"message":{"ts":"1700000000.000100","text":"x"},
         "response_url":"","actions":[{"type":"button","action_id":"{{id}}","block_id":"b","value":"{{value}}","action_ts":"1.2"}]}
        """;

    private static string InView(string id, string value, string postmortem) => $$"""
        {"type":"block_actions",{{Person}},"container":{"type":"view","view_id":"V1"},"view":{"id":"V1","type":"modal","callback_id":"x","private_metadata":"{{postmortem}} 0","blocks":[],"state":{"values":{} } },
         "actions":[{"type":"button","action_id":"{{id}}","block_id":"b","value":"{{value}}","action_ts":"1.2"}]}
        """;

    private static string Chosen(string id, string value, string postmortem) => $$"""
        {"type":"block_actions",{{Person}},"container":{"type":"view","view_id":"V1"},"view":{"id":"V1","type":"home","private_metadata":"{{postmortem}}","blocks":[],"state":{"values":[]} },
         "actions":[{"type":"overflow","action_id":"{{id}}","block_id":"{{postmortem}}","selected_option":{"text":{"type":"plain_text","text":"x"},"value":"{{value}}"},"action_ts":"1.2"}]}
        """;

    private static string Submission(string id, string metadata, string channel)
    {
        var values = new JsonObject();
        foreach (var field in Fields) values[field] = Value("plain_text_input", "value", "What <@U0DEVON0001> typed :tada:");
        foreach (var field in new[] { "owner", "facilitator" }) values[field] = Value("users_select", "selected_user", "U0DEVON0001");
        foreach (var field in new[] { "severity", "kind", "type", "priority", "audience", "gate", "hour", "existing" })
            values[field] = Value("static_select", "selected_option", new JsonObject { ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "x" }, ["value"] = "SEV-1" });
        foreach (var field in new[] { "started", "detected", "mitigated", "resolved", "when" }) values[field] = Value("datetimepicker", "selected_date_time", 1763891100);
        values["due"] = Value("datepicker", "selected_date", "2026-12-01");
        values["channel"] = Value("conversations_select", "selected_conversation", channel);
        values["reviewers"] = Value("multi_users_select", "selected_users", new JsonArray("U0DEVON0001"));
        values["days"] = Value("checkboxes", "selected_options", new JsonArray());
        var submission = JsonNode.Parse($$"""
            {"type":"view_submission",{{Person}},"view":{"id":"V1","team_id":"T0SANDBOX01","type":"modal","callback_id":"{{id}}","hash":"1.2","root_view_id":"V1","blocks":[{"type":"input","block_id":"title","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","action_id":"a"} }] } }
            """)!;
        submission["view"]!["private_metadata"] = metadata;
        submission["view"]!["state"] = new JsonObject { ["values"] = values };
        return submission.ToJsonString();
    }

    private static JsonObject Value(string type, string field, JsonNode value) => new() { ["a"] = new JsonObject { ["type"] = type, [field] = value } };

    private static string Shortcut(string type, string id, string channel) => $$"""
        {"type":"{{type}}",{{Person}},"callback_id":"{{id}}","action_ts":"1.2","message_ts":"1700000000.000100","channel":{"id":"{{channel}}","name":"x"},"response_url":"",
         "message":{"type":"message","user":"U0DEVON0001","ts":"1700000000.000100","text":"<@U0DEVON0001> saw <#{{channel}}|> <!subteam^S1> &lt;it&gt; :tada:"} }
        """;

    private static string Event(string type, string channel) => $$"""
        {"type":"event_callback","event_id":"Ev1","event_time":1700000000,"team_id":"T0SANDBOX01","authorizations":[{"team_id":"T0SANDBOX01","user_id":"U0POSTMORT1","is_bot":true}],
         "event":{"type":"{{type}}","user":{{(type is "user_change" ? """{"id":"U0DEVON0001","team_id":"T0SANDBOX01","name":"devon","profile":{"real_name":"Devon"}}""" : "\"U0DEVON0001\"")}},
          "channel":{{(type.EndsWith("rename", StringComparison.Ordinal) ? $$"""{"id":"{{channel}}","name":"x"}""" : $"\"{channel}\"")}},"channel_type":"channel","text":"<@U0POSTMORT1> because","ts":"1700000001.000100","thread_ts":"1700000000.000100",
          "reaction":"pushpin","item":{"type":"message","channel":"{{channel}}","ts":"1700000000.000100"},"tab":"home","event_ts":"1.2","tokens":{"bot":[]},"links":[],
          "subteam":{"id":"S1","handle":"on-call","name":"On call"} } }
        """;

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
