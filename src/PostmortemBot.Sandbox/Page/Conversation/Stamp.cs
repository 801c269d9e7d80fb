using System.Globalization;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Page.Conversation;

/// <summary>Reads the moment out of a message timestamp, for showing only.</summary>
public static class Stamp
{
    public static DateTimeOffset MomentOf(string? ts) =>
        long.TryParse((ts ?? "").Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;

    public static DateTimeOffset MomentOf(JsonObject message) => MomentOf(message.Text("ts"));

    public static string Clock(Scene scene, string? ts) => $"{scene.Local(MomentOf(ts)):h:mm tt}";

    /// <summary>Timestamps may run ahead of a clock that was turned back.</summary>
    public static string Ago(Scene scene, string? ts) =>
        scene.Now - MomentOf(ts) is { Ticks: > 0 } past && past.TotalSeconds >= 1 ? Text.SlackDate.Ago(past) : "just now";

    public static string Day(Scene scene, DateTimeOffset moment)
    {
        var words = Text.SlackDate.Fill(moment.ToUnixTimeSeconds(), "{day_divider_pretty}", scene.Zone, scene.Now) ?? "";
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Full(Scene scene, string? ts) =>
        Text.SlackDate.Fill(MomentOf(ts).ToUnixTimeSeconds(), "{date_long_full} at {time_secs}", scene.Zone, scene.Now) ?? "";
}
