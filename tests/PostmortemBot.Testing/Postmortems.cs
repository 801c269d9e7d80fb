using System.Text.Json.Nodes;

namespace PostmortemBot.Testing;

/// <summary>The everyday acts, so that a story states only what matters to it.</summary>
public static class Postmortems
{
    /// <summary>The start form filled in with valid facts; what a test names replaces or (null) empties them.</summary>
    public static JsonObject Facts(DateTimeOffset now, params (string Block, JsonNode? Value)[] instead)
    {
        var started = now.AddHours(-3).ToUnixTimeSeconds();
        var facts = new JsonObject
        {
            ["title"] = "Card payments failed for 45 minutes",
            ["severity"] = "SEV-1",
            ["kind"] = "incident",
            ["impact"] = "4,200 customers could not pay",
            ["services"] = "payments, load-balancer",
            ["slo"] = "payments availability",
            ["started"] = started,
            ["detected"] = started + 180,
            ["mitigated"] = started + 2400,
            ["resolved"] = started + 2700,
            ["facilitator"] = "U0PRIYA0001",
        };
        foreach (var (block, value) in instead)
            facts[block] = value;
        return facts;
    }

    /// <summary>Somebody starts one in the channel, and its card is there.</summary>
    public static async Task<SlackMessage> HasPostmortem(this BotFixture bot, string channel, string startedBy = "maya", params (string Block, JsonNode? Value)[] facts)
    {
        var person = bot.As(startedBy);
        var form = await person.Types(channel, "/postmortem");
        var view = form.View ?? throw new InvalidOperationException($"No form opened: {form}");
        var submitted = await person.Submits(view, Facts(bot.Clock.GetUtcNow(), facts));
        if (!submitted.Closed)
            throw new InvalidOperationException($"The form was not accepted: {submitted}");
        await bot.Settles();
        return await person.Sees(channel, "PM-");
    }
}
