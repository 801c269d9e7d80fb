using System.Text.Json.Nodes;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Tests.Contract;
using Xunit;

namespace PostmortemBot.Slack.Tests.Fuzz;

/// <summary>Signed, so that they pass the first check, and spoilt. FUZZ_SEED replays a run, FUZZ_REQUESTS makes it longer.</summary>
public sealed class DamagedRequestTests(ITestOutputHelper output)
{
    private const int AsMany = 100_000;
    private const int MostGrowth = 8 * 1024 * 1024;

    private static readonly JsonNode[] Payloads = [.. Interactions.All.Values.Select(json => JsonNode.Parse(json)!)];
    private static readonly JsonNode[] Events = [.. Deliveries.Events.Values.Select(inner => JsonNode.Parse(Deliveries.Callback(inner))!), JsonNode.Parse(Deliveries.Verification)!, JsonNode.Parse(Deliveries.RateLimited)!];
    private static readonly KeyValuePair<string, string>[] Command = [.. Deliveries.Command.Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1].Replace('+', ' '))))];

    [Fact]
    public async Task A_hundred_thousand_damaged_requests_make_no_error_and_leave_nothing_behind()
    {
        var seed = Setting("FUZZ_SEED") ?? Random.Shared.Next();
        var count = Setting("FUZZ_REQUESTS") ?? AsMany;
        output.WriteLine($"FUZZ_SEED={seed}");
        var random = new Random(seed);
        var damage = new Damage(random);
        await using var door = new DirectDoor();
        door.Script.KeepsNothing = true;
        door.Script.Does = Touch;
        var answers = new SortedDictionary<int, int>();

        await Run(door, damage, random, answers, count / 10, seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Run(door, damage, random, answers, count / 2, seed);
        var middle = GC.GetTotalMemory(forceFullCollection: true);
        await Run(door, damage, random, answers, count - (count / 2) - (count / 10), seed);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        output.WriteLine($"{string.Join(", ", answers.Select(answer => $"{answer.Value} x {answer.Key}"))}; heap {before / 1024} KB, {middle / 1024} KB, {after / 1024} KB");
        Assert.True(door.Errors.All.Count == 0, $"FUZZ_SEED={seed}: {door.Errors.All.FirstOrDefault()}");
        Assert.True(after - middle < MostGrowth, $"FUZZ_SEED={seed}: the heap grew from {middle} to {after} bytes");
        Assert.True(answers[200] > count / 10 && answers[400] > count / 10, "Most requests must be damaged, and some must still reach a handler.");
    }

    private static async Task Run(DirectDoor door, Damage damage, Random random, SortedDictionary<int, int> answers, int count, int seed)
    {
        for (var n = 0; n < count; n++)
        {
            var (body, type) = random.Next(3) switch
            {
                0 => (damage.Form(Command), "application/x-www-form-urlencoded"),
                1 => (damage.Form(damage.Json(Any(Payloads, random))), "application/x-www-form-urlencoded"),
                _ => (damage.Json(Fresh(Any(Events, random), random)), "application/json"),
            };
            var (status, _) = await door.Send(body, damage.MediaType(type));
            Assert.True(status < 500, $"FUZZ_SEED={seed}: {status} {door.Errors.All.FirstOrDefault()} for {Convert.ToBase64String(body)}");
            answers[status] = answers.GetValueOrDefault(status) + 1;
            // Events are remembered for an hour, so the hours pass.
            door.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Each delivery its own, or none but the first would reach a handler.</summary>
    private static JsonNode Fresh(JsonNode envelope, Random random)
    {
        if (envelope["event_id"] is not null) envelope["event_id"] = $"Ev{random.NextInt64()}";
        return envelope;
    }

    /// <summary>Reads everything a handler could.</summary>
    private static Task<object?> Touch(object request, CancellationToken cancellationToken)
    {
        if (request is MessageShortcut shortcut) _ = (shortcut.ChannelId, shortcut.Message.IsReply, shortcut.Message.Files?.Count(file => file?.IsReadyPicture == true));
        if (request is BlockActionRequest action) _ = (action.Action.ChosenValue, action.ChannelId, action.State?.GetText("b2"), action.Message?.IsReply);
        if (request is not ViewSubmission submission) return Task.FromResult<object?>(null);

        var state = submission.View.State;
        foreach (var block in state.Values.Keys.Append("none"))
        {
            _ = (state.GetText(block), state.GetNumber(block), state.GetOption(block), state.GetOptions(block), state.GetUser(block), state.GetUsers(block), state.GetConversation(block));
            _ = (state.GetConversations(block), state.GetChannel(block), state.GetChannels(block), state.GetDate(block), state.GetTime(block), state.GetDateTime(block), state.GetRichText(block));
        }

        var error = submission.View.Blocks.OfType<InputBlock>().FirstOrDefault(block => block.BlockId.Length > 0);
        return Task.FromResult<object?>(error is null ? ViewSubmissionResponse.Close : ViewSubmissionResponse.Error(error.BlockId, "no"));
    }

    private static JsonNode Any(JsonNode[] nodes, Random random) => nodes[random.Next(nodes.Length)];

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;
}
