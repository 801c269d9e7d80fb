using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>chat.scheduleMessage and what belongs to it</summary>
internal static class Scheduled
{
    private const int MostDays = 120;
    private const int MostInFiveMinutes = 30;
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(60);

    public static IEnumerable<Method> Methods =>
    [
        new("chat.scheduleMessage", ["chat:write"], $"channel! post_at:int! {Chat.Content} thread_ts reply_broadcast:bool unfurl_links:bool unfurl_media:bool metadata:object", Schedule),
        new("chat.deleteScheduledMessage", ["chat:write"], "channel! scheduled_message_id!", Delete),
        new("chat.scheduledMessages.list", [], "channel cursor latest limit:int oldest team_id", List) { FormOnly = true },
    ];

    private static JsonObject Schedule(Call call)
    {
        if (!Chat.TryDestination(call, out var channel, out var no)) return no;
        if (channel.IsArchived) return Answer.No("is_archived");
        if (Chat.NoContent(call) is { } empty) return empty;
        if (call.BadBlocks() is { } bad) return bad;
        if (Chat.BadMetadata(call) is { } metadata) return metadata;
        if (Chat.BadThread(call, channel) is { } thread) return thread;
        var postAt = call.Number("post_at") ?? 0;
        if (postAt <= call.Workspace.Clock.UnixSeconds) return Answer.No("time_in_past");
        if (postAt > call.Workspace.Clock.Now.AddDays(MostDays).ToUnixTimeSeconds()) return Answer.No("time_too_far");
        if (WouldBeTooMany(call, channel, postAt)) return Answer.No("restricted_too_many");

        var message = new ScheduledMessage
        {
            Id = call.Workspace.NewId("Q"),
            ChannelId = channel.Id,
            PostAt = postAt,
            Created = call.Workspace.Clock.UnixSeconds,
            Content = Chat.ContentOf(call),
            ThreadTs = call.Text("thread_ts"),
            Broadcast = call.Flag("reply_broadcast"),
        };
        call.Workspace.State.Scheduled.Add(message);
        call.Workspace.Touch();
        var shown = (JsonObject)message.Content.DeepClone();
        shown["type"] = "delayed_message";
        shown["user"] = call.BotUser;
        shown["bot_id"] = call.Workspace.Bot.BotId;
        shown["team"] = call.Workspace.Team.Id;
        return Answer.Ok(("scheduled_message_id", message.Id), ("channel", channel.Id), ("post_at", postAt), ("message", shown));
    }

    /// <summary>Whether any five minutes around this moment would hold more than Slack lets a channel have.</summary>
    private static bool WouldBeTooMany(Call call, Channel channel, long postAt)
    {
        const int FiveMinutes = 300;
        long[] times = [.. call.Workspace.State.Scheduled.Where(s => string.Equals(s.ChannelId, channel.Id, StringComparison.Ordinal)).Select(s => s.PostAt), postAt];
        return times.Where(from => from <= postAt && from > postAt - FiveMinutes).Any(from => times.Count(t => t >= from && t < from + FiveMinutes) > MostInFiveMinutes);
    }

    private static JsonObject Delete(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        var message = call.Workspace.State.Scheduled.Find(s =>
            string.Equals(s.Id, call.Required("scheduled_message_id"), StringComparison.Ordinal) && string.Equals(s.ChannelId, channel.Id, StringComparison.Ordinal));
        // Slack no longer takes one back that goes out within the minute.
        if (message is null || message.PostAt - call.Workspace.Clock.UnixSeconds < LastMoment.TotalSeconds) return Answer.No("invalid_scheduled_message_id");
        call.Workspace.State.Scheduled.Remove(message);
        call.Workspace.Touch();
        return Answer.Ok();
    }

    private static JsonObject List(Call call)
    {
        if (call.Text("channel") is { } id && !call.TryChannel(id, out _, out _)) return Answer.No("invalid_channel");
        if (!TryTime(call.Text("oldest"), long.MinValue, out var oldest) || !TryTime(call.Text("latest"), long.MaxValue, out var latest)) return Answer.No("invalid_arguments", "[ERROR] oldest and latest are Unix seconds");
        var all = call.Workspace.State.Scheduled
            .Where(s => call.Text("channel") is null || string.Equals(s.ChannelId, call.Text("channel"), StringComparison.Ordinal))
            .Where(s => s.PostAt >= oldest && s.PostAt <= latest)
            .OrderBy(s => s.PostAt)
            .ToList();
        return call.Page(all, 100, 1000, out var page, out var next)
            ?? Answer.Ok(("scheduled_messages", page.Select(s => (JsonNode)Show(s)).ToJsonArray()), ("response_metadata", Call.Cursor(next)));
    }

    private static bool TryTime(string? text, long fallback, out long seconds)
    {
        seconds = fallback;
        return text is null || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    private static JsonObject Show(ScheduledMessage message) => new()
    {
        ["id"] = message.Id,
        ["channel_id"] = message.ChannelId,
        ["post_at"] = message.PostAt,
        ["date_created"] = message.Created,
        ["text"] = message.Content.Text("text") ?? "",
    };
}
