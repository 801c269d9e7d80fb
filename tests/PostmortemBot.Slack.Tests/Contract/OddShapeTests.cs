using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.Contract;

/// <summary>Whatever Slack sends: new fields, another order and nulls change nothing of what is known.</summary>
public sealed class OddShapeTests
{
    /// <summary>Without these a request cannot be told from another: they are refused, and never an error.</summary>
    private static readonly HashSet<string> Needed = new(StringComparer.Ordinal)
    {
        "/type", "/user", "/user/id", "/actions", "/actions/0", "/actions/0/action_id", "/view", "/view/id", "/action_id",
        "/channel", "/channel/id", "/message_ts", "/callback_id", "/event", "/event/type", "/event_id",
    };

    public static TheoryData<string> Interactive { get; } = [.. Interactions.All.Keys];

    public static TheoryData<string> Happening { get; } = [.. Deliveries.Events.Keys];

    [Theory]
    [MemberData(nameof(Interactive))]
    public async Task An_interaction_is_read_alike_in_another_order_and_with_new_fields(string kind)
    {
        await using var app = await RunningApp.Start(Everything.Register);
        var json = Interactions.All[kind];

        var usual = await Read(app, () => app.Interaction(json));

        Assert.Equal(Known(usual), Known(await Read(app, () => app.Interaction(Shapes.Reversed(JsonNode.Parse(json))!.ToJsonString()))));
        Assert.Equal(Known(usual), Known(await Read(app, () => app.Interaction(Shapes.WithNews(JsonNode.Parse(json))!.ToJsonString()))));
    }

    [Theory]
    [MemberData(nameof(Interactive))]
    public async Task An_interaction_may_lack_whatever_is_not_needed(string kind)
    {
        await using var app = await RunningApp.Start(Everything.Register);

        foreach (var (path, json) in Shapes.WithOneNull(Interactions.All[kind]))
        {
            using var response = await app.Interaction(json);
            AssertTaken(response, path, kind);
        }

        AssertNoErrors(app);
    }

    [Theory]
    [MemberData(nameof(Happening))]
    public async Task An_event_is_read_alike_in_another_order_and_with_new_fields(string kind)
    {
        await using var app = await RunningApp.Start(Everything.Register);
        var inner = Deliveries.Events[kind];

        var usual = await Read(app, () => app.Event(Deliveries.Callback(inner, "Ev1")));

        Assert.Equal(Known(usual), Known(await Read(app, () => app.Event(Shapes.Reversed(JsonNode.Parse(Deliveries.Callback(inner, "Ev2")))!.ToJsonString()))));
        Assert.Equal(Known(usual), Known(await Read(app, () => app.Event(Shapes.WithNews(JsonNode.Parse(Deliveries.Callback(inner, "Ev3")))!.ToJsonString()))));
    }

    [Theory]
    [MemberData(nameof(Happening))]
    public async Task An_event_may_lack_whatever_is_not_needed(string kind)
    {
        await using var app = await RunningApp.Start(Everything.Register);
        var number = 0;

        foreach (var (path, json) in Shapes.WithOneNull(Deliveries.Callback(Deliveries.Events[kind], "Ev1AAA")))
        {
            using var response = await app.Event(json.Replace("Ev1AAA", $"Ev{number++}", StringComparison.Ordinal));
            AssertTaken(response, path, kind);
        }

        AssertNoErrors(app);
    }

    private static async Task<object> Read(RunningApp app, Func<Task<HttpResponseMessage>> send)
    {
        var before = app.Script.Seen.Count;
        using var response = await send();
        await RunningApp.Body(response);
        Assert.Equal(before + 1, app.Script.Seen.Count);
        return app.Script.Seen.Last();
    }

    /// <summary>What the handler was given, without the parts that are kept as raw JSON: those do carry the news.</summary>
    private static string Known(object request)
    {
        var json = JsonSerializer.SerializeToNode(request, request.GetType(), SlackJson.Options)!.AsObject();
        json.Remove("event_id");
        return Sorted(json)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields
            .Where(field => field.Key is not ("a_new_field" or "another_new_field"))
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static void AssertTaken(HttpResponseMessage response, string path, string kind)
    {
        var allowed = response.StatusCode == HttpStatusCode.OK || (response.StatusCode == HttpStatusCode.BadRequest && Needed.Contains(path));
        Assert.True(allowed, $"{kind} with {path} null: {(int)response.StatusCode}");
    }

    private static void AssertNoErrors(RunningApp app) =>
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
}
