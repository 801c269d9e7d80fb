using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Review;

/// <summary>The everyday acts of a review.</summary>
internal static class Reviews
{
    /// <summary>The first key in a text: PM-12.</summary>
    public static string Key(string text)
    {
        var start = text.IndexOf("PM-", StringComparison.Ordinal);
        return text[start..(start + 3 + text[(start + 3)..].TakeWhile(char.IsAsciiDigit).Count())];
    }

    public static async Task AsksForReview(this BotFixture bot, string channel, SlackMessage card, string note, params string[] reviewers)
    {
        var button = card.Button("Request review") is null ? "Request review again" : "Request review";
        var form = await bot.As("maya").Presses(button, card, channel);
        var view = form.View ?? throw new InvalidOperationException($"No form opened: {form}");
        var submitted = await bot.As("maya").Submits(view, new JsonObject
        {
            ["reviewers"] = new JsonArray([.. reviewers.Select(id => JsonValue.Create(id))]),
            ["note"] = note,
        });
        if (!submitted.Closed)
            throw new InvalidOperationException($"The request was not accepted: {submitted}");
        await bot.Settles();
    }

    /// <summary>Yuki reads it and signs.</summary>
    public static async Task IsApproved(this BotFixture bot, string channel)
    {
        await bot.AsksForReview(channel, await bot.As("maya").Sees(channel, "*Timeline*"), "", "U0YUKI00001");
        await bot.As("yuki").Presses("Approve", await bot.As("yuki").Sees(channel, "*Timeline*"), channel);
        await bot.Settles();
    }
}
