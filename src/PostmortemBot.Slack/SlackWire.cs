using System.Text.Json;

namespace PostmortemBot.Slack;

/// <summary>What leaves the app, checked against Slack's limits and written as JSON.</summary>
internal static class SlackWire
{
    public static byte[] Write(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), SlackJson.Options);
}
