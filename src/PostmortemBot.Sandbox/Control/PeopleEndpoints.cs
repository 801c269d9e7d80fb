using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Acts;

namespace PostmortemBot.Sandbox.Control;

/// <summary>/sandbox/as/{user}: what a person does.</summary>
internal static class PeopleEndpoints
{
    public static void MapSandboxPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/sandbox/as/{user}").DisableAntiforgery().AddEndpointFilter<RefusalFilter>();
        people.MapPost("command", async (string user, CommandBody b, People p, CancellationToken ct) => Own(await p.CommandAsync(user, b.Channel, b.Text, b.ThreadTs, ct)));
        people.MapPost("message", async (string user, MessageBody b, People p, CancellationToken ct) => Own(await p.PostMessageAsync(user, b.Channel, b.Text, b.ThreadTs, ct)));
        people.MapPatch("message", async (string user, EditBody b, People p, CancellationToken ct) => await Done(p.EditMessageAsync(user, b.Channel, b.Ts, b.Text, ct)));
        people.MapDelete("message", async (string user, string channel, string ts, People p, CancellationToken ct) => await Done(p.DeleteMessageAsync(user, channel, ts, ct)));
        people.MapPost("reaction", async (string user, ReactionBody b, People p, CancellationToken ct) => await Done(p.ReactAsync(user, b.Channel, b.Ts, b.Name, b.Remove, ct)));
        people.MapPost("pin", async (string user, PinBody b, People p, CancellationToken ct) => await Done(p.PinAsync(user, b.Channel, b.Ts, b.Remove, ct)));
        people.MapPost("shortcut", async (string user, ShortcutBody b, People p, CancellationToken ct) => Own(await p.ShortcutAsync(user, b.CallbackId, b.Channel, b.Ts, ct)));
        people.MapPost("action", async (string user, ActionBody b, People p, CancellationToken ct) => Own(await Act(user, b, p, ct)));
        people.MapPost("submit", async (string user, SubmitBody b, People p, CancellationToken ct) => Own(await p.SubmitAsync(user, b.ViewId, b.Values ?? [], ct)));
        people.MapPost("close", async (string user, CloseBody b, People p, CancellationToken ct) => Own(await p.CloseAsync(user, b.ViewId, b.All, ct)));
        people.MapPost("options", async (string user, OptionsBody b, People p, CancellationToken ct) =>
            Own(await p.LoadOptionsAsync(user, b.ViewId, b.Channel, b.Ts, b.BlockId, b.ActionId, b.Query, ct)));
        people.MapPost("home", async (string user, People p, CancellationToken ct) => Own(await p.OpenHomeAsync(user, ct)));
        people.MapPost("dm", async (string user, DmBody b, People p, CancellationToken ct) => Own(new { channel = await p.OpenDmAsync(user, b.With, ct) }));
        people.MapPost("join", async (string user, ChannelBody b, People p, CancellationToken ct) => await Done(p.JoinAsync(user, b.Channel, ct)));
        people.MapPost("leave", async (string user, ChannelBody b, People p, CancellationToken ct) => await Done(p.LeaveAsync(user, b.Channel, ct)));
        people.MapPost("file", async (string user, FileBody b, People p, CancellationToken ct) => Own(await p.ShareFileAsync(user, b.Channel, b.Name, b.ContentBase64, b.Text, b.ThreadTs, ct)));
        people.MapGet("messages", (string user, string channel, string? thread_ts, int? limit, People p) => Own(new { messages = p.MessagesVisibleTo(user, channel, thread_ts, limit ?? 200) }));
        people.MapGet("views", (string user, People p) => Own(new { views = p.OpenViews(user) }));
        people.MapGet("home", (string user, People p) => Own(new { view = p.Home(user) }));
    }

    private static Task<Interaction> Act(string user, ActionBody b, People p, CancellationToken ct) => (b.ViewId, b.Channel, b.Ts) switch
    {
        ({ } viewId, null, null) => p.ActInViewAsync(user, viewId, b.ActionId, b.BlockId, b.Value, ct),
        (null, { } channel, { } ts) => p.ActInMessageAsync(user, channel, ts, b.ActionId, b.BlockId, b.Value, ct),
        _ => throw new RefusedException("place_missing", "Name either the view_id, or the channel and ts of a message."),
    };

    private static IResult Own(object value) => Results.Json(value, Json.Own);

    private static async Task<IResult> Done(Task act)
    {
        await act;
        return Own(new { });
    }

    internal sealed record CommandBody(string Channel, string Text, string? ThreadTs = null);
    internal sealed record MessageBody(string Channel, string Text, string? ThreadTs = null);
    internal sealed record EditBody(string Channel, string Ts, string Text);
    internal sealed record ReactionBody(string Channel, string Ts, string Name, bool Remove = false);
    internal sealed record PinBody(string Channel, string Ts, bool Remove = false);
    internal sealed record ShortcutBody(string CallbackId, string? Channel = null, string? Ts = null);
    internal sealed record ActionBody(string ActionId, string? BlockId = null, JsonNode? Value = null, string? Channel = null, string? Ts = null, string? ViewId = null);
    internal sealed record SubmitBody(string ViewId, JsonObject? Values = null);
    internal sealed record CloseBody(string ViewId, bool All = false);
    internal sealed record OptionsBody(string BlockId, string ActionId, string Query, string? ViewId = null, string? Channel = null, string? Ts = null);
    internal sealed record DmBody(string With);
    internal sealed record ChannelBody(string Channel);
    internal sealed record FileBody(string Name, string ContentBase64, string? Channel = null, string? Text = null, string? ThreadTs = null);
}
