using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Browser.Tests;

internal static class Addresses
{
    /// <summary>Where in the Sandbox's page somebody sees that channel.</summary>
    public static async Task<string> Address(this BotFixture bot, string person, string channel)
    {
        var workspace = await bot.Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/workspace");
        var found = workspace!["channels"]!.AsArray().Single(one => $"{one!["name"]}" == channel)!;
        return $"/?as={person}&channel={found["id"]}";
    }
}
