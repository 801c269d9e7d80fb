using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Page.Elements;

namespace PostmortemBot.Sandbox.Page.Conversation;

/// <summary>A message with buttons and menus in it. One message can be on screen in several places: the channel, its thread, the pins.</summary>
public sealed class MessageSurface(Desk desk, string channel, string ts, string place) : Surface
{
    public JsonObject Message { get; set; } = [];

    public override string Prefix => place + ts;

    protected override JsonObject? Remembered => Message.Child("state").Child("values");

    public override async Task<IReadOnlyList<Choice>> OptionsAsync(string block, string action, string query) =>
        await desk.TryAsync(token => desk.People.LoadOptionsAsync(desk.Me.Id, null, channel, ts, block, action, query, token)) is { } answer
            ? Options.Of(answer)
            : [];

    protected override Task<bool> AskAsync(JsonObject confirm) => desk.ConfirmAsync(confirm);

    protected override Task SendAsync(string block, JsonObject element, JsonNode? value, JsonObject? chosen) =>
        desk.AskAppAsync(token => desk.People.ActInMessageAsync(desk.Me.Id, channel, ts, element.Text("action_id") ?? "", block, value, token));
}
