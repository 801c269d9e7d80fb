using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PostmortemBot.Sandbox.Tests;

public sealed class ModalTests
{
    [Fact]
    public async Task A_submission_carries_the_state_of_every_kind_of_input()
    {
        await using var world = await World.StartAsync();
        object option = new { text = World.Plain("High"), value = "high" };
        var view = await world.OpenModal(World.Modal(
            World.Input("text", World.TextInput()),
            World.Input("mail", new { type = "email_text_input", action_id = "a" }),
            World.Input("link", new { type = "url_text_input", action_id = "a" }),
            World.Input("count", new { type = "number_input", action_id = "a", is_decimal_allowed = false }),
            World.Input("pick", new { type = "static_select", action_id = "a", options = new[] { option } }),
            World.Input("many", new { type = "checkboxes", action_id = "a", options = new[] { option } }),
            World.Input("who", new { type = "users_select", action_id = "a" }),
            World.Input("whom", new { type = "multi_users_select", action_id = "a" }),
            World.Input("where", new { type = "conversations_select", action_id = "a", default_to_current_conversation = true }),
            World.Input("day", new { type = "datepicker", action_id = "a", initial_date = "2026-03-01" }),
            World.Input("hour", new { type = "timepicker", action_id = "a" }),
            World.Input("moment", new { type = "datetimepicker", action_id = "a" }),
            World.Input("rest", World.TextInput(), optional: true)));

        var interaction = await world.As("maya", "submit", new
        {
            view_id = (string?)view["id"],
            values = new
            {
                text = "It broke", mail = "a@b.example", link = "https://x.example/", count = "3", pick = "high", many = new[] { "high" },
                who = "devon", whom = new[] { "devon", "U0YUKI00001" }, hour = "09:30", moment = 1772445600,
            },
        });

        Assert.True((bool)interaction["ok"]!);
        Assert.True((bool)interaction["closed"]!);
        var payload = Assert.Single(world.App.Of("view_submission")).Json;
        var values = payload["view"]!["state"]!["values"]!;
        Assert.Equal("It broke", (string?)values["text"]!["a"]!["value"]);
        Assert.Equal("3", (string?)values["count"]!["a"]!["value"]);
        Assert.Equal("high", (string?)values["pick"]!["a"]!["selected_option"]!["value"]);
        Assert.Single((JsonArray)values["many"]!["a"]!["selected_options"]!);
        Assert.Equal("U0DEVON0001", (string?)values["who"]!["a"]!["selected_user"]);
        Assert.Equal(2, ((JsonArray)values["whom"]!["a"]!["selected_users"]!).Count);
        Assert.Equal(World.Payments, (string?)values["where"]!["a"]!["selected_conversation"]);
        Assert.Equal("2026-03-01", (string?)values["day"]!["a"]!["selected_date"]);
        Assert.Equal("09:30", (string?)values["hour"]!["a"]!["selected_time"]);
        Assert.Equal(1772445600, (long)values["moment"]!["a"]!["selected_date_time"]!);
        Assert.Null(values["rest"]!["a"]!["value"]);
        Assert.Equal("test", (string?)payload["view"]!["callback_id"]);
    }

    [Fact]
    public async Task Slack_itself_asks_for_what_is_missing_or_malformed()
    {
        await using var world = await World.StartAsync();
        var view = await world.OpenModal(World.Modal(
            World.Input("needed", World.TextInput()),
            World.Input("short", new { type = "plain_text_input", action_id = "a", min_length = 5 }),
            World.Input("long", new { type = "plain_text_input", action_id = "a", max_length = 3 }),
            World.Input("mail", new { type = "email_text_input", action_id = "a" }),
            World.Input("link", new { type = "url_text_input", action_id = "a" }),
            World.Input("count", new { type = "number_input", action_id = "a", is_decimal_allowed = false, max_value = "10" })));

        var interaction = await world.As("maya", "submit", new { view_id = (string?)view["id"], values = new { @short = "abc", @long = "abcd", mail = "nobody", link = "not a link", count = "11" } });

        Assert.False((bool)interaction["ok"]!);
        Assert.Equal(["needed", "short", "long", "mail", "link", "count"], ((JsonObject)interaction["errors"]!).Select(e => e.Key));
        Assert.Empty(world.App.Of("view_submission"));
    }

    [Theory]
    [InlineData("""{"response_action":"errors","errors":{"why":"Too short"}}""", null)]
    [InlineData("""{"response_action":"errors","errors":{"nowhere":"Too short"}}""", "invalid_response")]
    [InlineData("""{"response_action":"errors","errors":{}}""", "invalid_response")]
    [InlineData("""{"response_action":"close"}""", "invalid_response")]
    [InlineData("""{"response_action":"clear","view":{}}""", "invalid_response")]
    [InlineData("{}", "invalid_response")]
    [InlineData("""{"response_action":"update","view":{"type":"modal","title":{"type":"plain_text","text":"A title that is far too long"},"blocks":[{"type":"divider"}]}}""", "invalid_response")]
    public async Task The_modal_stays_open_on_errors_and_on_answers_Slack_does_not_understand(string reply, string? problem)
    {
        await using var world = await World.StartAsync();
        var view = await world.OpenModal(World.Modal(World.Input("why", World.TextInput())));
        world.App.Replies(reply);

        var interaction = await world.As("maya", "submit", new { view_id = (string?)view["id"], values = new { why = "x" } });

        Assert.False((bool)interaction["ok"]!);
        Assert.False((bool)interaction["closed"]!);
        Assert.Equal(problem, (string?)interaction["problem"]);
        if (problem is null) Assert.Equal("Too short", (string?)interaction["errors"]!["why"]);
        else Assert.Equal("We had some trouble connecting. Try again?", (string?)interaction["shown"]);
        Assert.Equal("x", (string?)interaction["view"]!["state"]!["values"]!["why"]!["a"]!["value"]);
    }

    [Fact]
    public async Task A_submission_can_push_update_and_clear()
    {
        await using var world = await World.StartAsync();
        const string Next = """{"type":"modal","title":{"type":"plain_text","text":"Next"},"submit":{"type":"plain_text","text":"Go"},"blocks":[{"type":"input","block_id":"why","label":{"type":"plain_text","text":"Why"},"element":{"type":"plain_text_input","action_id":"a"}}]}""";
        var view = await world.OpenModal(World.Modal(World.Input("why", World.TextInput())));

        world.App.Replies($$"""{"response_action":"push","view":{{Next}}}""");
        var pushed = (await world.As("maya", "submit", new { view_id = (string?)view["id"], values = new { why = "one" } }))["view"]!;
        Assert.Equal((string?)view["id"], (string?)pushed["root_view_id"]);
        Assert.Equal((string?)view["id"], (string?)pushed["previous_view_id"]);

        world.App.Replies($$"""{"response_action":"update","view":{{Next}}}""");
        var updated = (await world.As("maya", "submit", new { view_id = (string?)pushed["id"], values = new { why = "two" } }))["view"]!;
        Assert.Equal((string?)pushed["id"], (string?)updated["id"]);
        Assert.NotEqual((string?)pushed["hash"], (string?)updated["hash"]);

        world.App.Replies("""{"response_action":"clear"}""");
        Assert.True((bool)(await world.As("maya", "submit", new { view_id = (string?)pushed["id"] }))["closed"]!);
        Assert.Empty((JsonArray)(await world.Get("/sandbox/as/maya/views"))["views"]!);
    }

    [Fact]
    public async Task The_stack_holds_three()
    {
        await using var world = await World.StartAsync();
        object modal = World.Modal(World.Button("more"));
        var view = await world.OpenModal(modal);
        List<string?> errors = [];
        world.App.Answer = async (received, _) =>
        {
            errors.Add((string?)(await world.Slack("views.push", new { trigger_id = (string?)received.Json["trigger_id"], view = modal }))["error"]);
            return Results.Ok();
        };
        for (var i = 0; i < 3; i++) view = (JsonObject)(await world.As("maya", "action", new { view_id = (string?)view["id"], action_id = "more" }))["view"]!;
        Assert.Equal([null, null, "push_limit_reached"], errors);
    }

    [Fact]
    public async Task A_trigger_works_once_and_for_three_seconds()
    {
        await using var world = await World.StartAsync();
        var view = World.Modal(World.Button("b"));
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        var first = (string?)world.App.Last.Json["trigger_id"];
        Assert.True((bool)(await world.Slack("views.open", new { trigger_id = first, view }))["ok"]!);
        Assert.Equal("exchanged_trigger_id", (string?)(await world.Slack("views.open", new { trigger_id = first, view }))["error"]);

        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        await world.Post("/sandbox/clock", new { advance_seconds = 3 });
        Assert.Equal("expired_trigger_id", (string?)(await world.Slack("views.open", new { trigger_id = (string?)world.App.Last.Json["trigger_id"], view }))["error"]);
        Assert.Equal("invalid_trigger_id", (string?)(await world.Slack("views.open", new { trigger_id = "1.2.3", view }))["error"]);
    }

    [Fact]
    public async Task A_stale_hash_conflicts_and_input_survives_an_update()
    {
        await using var world = await World.StartAsync();
        var view = await world.OpenModal(World.Modal(World.Input("why", new { type = "plain_text_input", action_id = "a", initial_value = "first" }), World.Input("gone", World.TextInput(), optional: true)));
        await world.As("maya", "action", new { view_id = (string?)view["id"], action_id = "a", block_id = "why", value = "typed" });

        var again = World.Modal(World.Input("why", new { type = "plain_text_input", action_id = "a", initial_value = "second" }), World.Input("fresh", new { type = "plain_text_input", action_id = "a", initial_value = "new" }));
        var updated = await world.Slack("views.update", new { view_id = (string?)view["id"], hash = (string?)view["hash"], view = again });
        Assert.True((bool)updated["ok"]!);
        var values = updated["view"]!["state"]!["values"]!;
        Assert.Equal("typed", (string?)values["why"]!["a"]!["value"]);
        Assert.Equal("new", (string?)values["fresh"]!["a"]!["value"]);
        Assert.Null(values["gone"]);

        Assert.Equal("hash_conflict", (string?)(await world.Slack("views.update", new { view_id = (string?)view["id"], hash = (string?)view["hash"], view = again }))["error"]);
        Assert.Equal("not_found", (string?)(await world.Slack("views.update", new { view_id = "V404", view = again }))["error"]);
    }

    [Fact]
    public async Task Closing_is_told_when_asked_for()
    {
        await using var world = await World.StartAsync();
        var view = await world.OpenModal(new { type = "modal", title = World.Plain("T"), notify_on_close = true, callback_id = "cb", blocks = new[] { World.Button("b") } });
        Assert.True((bool)(await world.As("maya", "close", new { view_id = (string?)view["id"] }))["closed"]!);
        var closed = Assert.Single(world.App.Of("view_closed")).Json;
        Assert.False((bool)closed["is_cleared"]!);
        Assert.Equal("cb", (string?)closed["view"]!["callback_id"]);

        view = await world.OpenModal(World.Modal(World.Button("b")));
        await world.As("maya", "close", new { view_id = (string?)view["id"] });
        Assert.Single(world.App.Of("view_closed"));
    }

    [Fact]
    public async Task An_input_speaks_up_only_with_dispatch_action()
    {
        await using var world = await World.StartAsync();
        var view = await world.OpenModal(World.Modal(
            World.Input("quiet", World.TextInput("quiet_a")),
            new { type = "input", block_id = "loud", label = World.Plain("L"), dispatch_action = true, element = World.TextInput("loud_a") }));
        await world.As("maya", "action", new { view_id = (string?)view["id"], action_id = "quiet_a", value = "x" });
        Assert.Empty(world.App.Of("block_actions"));
        await world.As("maya", "action", new { view_id = (string?)view["id"], action_id = "loud_a", value = "y" });
        var payload = Assert.Single(world.App.Of("block_actions")).Json;
        Assert.Equal("y", (string?)payload["actions"]![0]!["value"]);
        Assert.Equal("x", (string?)payload["view"]!["state"]!["values"]!["quiet"]!["quiet_a"]!["value"]);
        Assert.Equal("view", (string?)payload["container"]!["type"]);
    }

    [Fact]
    public async Task External_options_are_loaded_and_then_picked()
    {
        await using var world = await World.StartAsync();
        var view = await world.OpenModal(World.Modal(World.Input("ext", new { type = "external_select", action_id = "a", min_query_length = 2 })));
        object place = new { view_id = (string?)view["id"], block_id = "ext", action_id = "a", query = "ch" };
        Assert.Equal("query_too_short", (string?)(await world.As("maya", "options", new { view_id = (string?)view["id"], block_id = "ext", action_id = "a", query = "c" }))["error"]);
        Assert.Equal("no_such_option", (string?)(await world.As("maya", "submit", new { view_id = (string?)view["id"], values = new { ext = "1" } }))["error"]);

        world.App.Replies("""{"options":[{"text":{"type":"plain_text","text":"Checkout"},"value":"1"}]}""");
        Assert.Single((JsonArray)(await world.As("maya", "options", place))["options"]!);
        Assert.Equal("ch", (string?)world.App.Last.Json["value"]);

        world.App.Replies("""{"options":[{"text":{"type":"mrkdwn","text":"Checkout"},"value":"1"}]}""");
        Assert.Equal("invalid_response", (string?)(await world.As("maya", "options", place))["error"]);

        world.App.Answer = (_, _) => Task.FromResult(Results.Ok());
        Assert.True((bool)(await world.As("maya", "submit", new { view_id = (string?)view["id"], values = new { ext = "1" } }))["ok"]!);
    }

    [Fact]
    public async Task A_view_with_an_input_needs_a_submit_button()
    {
        await using var world = await World.StartAsync();
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        var answer = await world.Slack("views.open", new
        {
            trigger_id = (string?)world.App.Last.Json["trigger_id"],
            view = new { type = "modal", title = World.Plain("A title longer than twenty-four"), blocks = new[] { World.Input("b", World.TextInput()) } },
        });
        Assert.Equal("invalid_arguments", (string?)answer["error"]);
        var messages = ((JsonArray)answer["response_metadata"]!["messages"]!).Select(m => (string?)m);
        Assert.Contains("[ERROR] missing required field: submit [json-pointer:/view/submit]", messages);
        Assert.Contains("[ERROR] must be less than 25 characters [json-pointer:/view/title/text]", messages);
    }

    [Fact]
    public async Task Two_views_cannot_share_an_external_id()
    {
        await using var world = await World.StartAsync();
        var view = new { type = "modal", title = World.Plain("T"), external_id = "one", blocks = new[] { World.Button("b") } };
        await world.OpenModal(view);
        await world.As("devon", "command", new { channel = World.Payments, text = "/postmortem new" });
        Assert.Equal("duplicate_external_id", (string?)(await world.Slack("views.open", new { trigger_id = (string?)world.App.Last.Json["trigger_id"], view }))["error"]);
    }

    [Fact]
    public async Task The_home_tab_is_published_shown_and_used()
    {
        await using var world = await World.StartAsync();
        world.App.Answer = async (received, _) =>
        {
            if (received.Kind == "event_callback") await world.Slack("views.publish", new { user_id = World.Maya, view = new { type = "home", blocks = new[] { World.Button("start", "v") } } });
            return Results.Ok();
        };
        var interaction = await world.As("maya", "home", new { });
        var view = interaction["view"]!;
        Assert.Equal("home", (string?)view["type"]);
        Assert.Equal("home", (string?)world.App.Events("app_home_opened")[0]["tab"]);
        await world.As("maya", "action", new { view_id = (string?)view["id"], action_id = "start" });
        var payload = Assert.Single(world.App.Of("block_actions")).Json;
        Assert.Equal("v", (string?)payload["actions"]![0]!["value"]);
        Assert.Null(payload["response_url"]);

        var stale = await world.Slack("views.publish", new { user_id = World.Maya, hash = "1.2", view = new { type = "home", blocks = new[] { World.Button("x") } } });
        Assert.Equal("hash_conflict", (string?)stale["error"]);
    }

    [Fact]
    public async Task A_home_tab_that_is_off_cannot_be_published()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        var answer = await world.Slack("views.publish", new { user_id = World.Maya, view = new { type = "home", blocks = new[] { World.Button("x") } } });
        Assert.Equal("not_enabled", (string?)answer["error"]);
    }
}
