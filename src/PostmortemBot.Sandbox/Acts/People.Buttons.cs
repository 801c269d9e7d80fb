using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

public sealed partial class People
{
    /// <summary>Presses a button or picks a value in a message.</summary>
    public async Task<Interaction> ActInMessageAsync(string user, string channel, string ts, string actionId, string? blockId, JsonNode? value, CancellationToken cancellationToken)
    {
        Person person;
        JsonObject payload;
        lock (workspace.Gate)
        {
            person = Person(user);
            var place = Readable(channel, person);
            var message = Visible(place, ts, person);
            var field = Find(MessageFields(message), actionId, blockId);
            var values = ValuesOf(message, person);
            var action = Use(field, values, value, $"{person.Id} {message.Ts}");
            workspace.Touch();
            if (!field.Dispatches) return Quiet(person);

            payload = payloads.Start("block_actions", person);
            var container = new JsonObject { ["type"] = "message", ["message_ts"] = ts, ["channel_id"] = place.Id, ["is_ephemeral"] = message.EphemeralFor is not null };
            if (message.ThreadTs is not null) container["thread_ts"] = message.ThreadTs;
            payload["container"] = container;
            payload["channel"] = Payloads.ChannelOf(place);
            // Slack leaves the message out when only one person sees it.
            if (message.EphemeralFor is null) payload["message"] = message.Json.DeepClone();
            payload["state"] = new JsonObject { ["values"] = values.DeepClone() };
            payload["response_url"] = payloads.ResponseUrl("actions", person, place, ts);
            payload["trigger_id"] = payloads.Trigger(person, viewId: null, place.Id);
            payload["actions"] = new JsonArray(action);
        }
        var answer = await door.SendPayloadAsync(payload, actionId, cancellationToken);
        return Acknowledged(person, answer, answer.Status == 0 ? "This app did not respond. Try again?" : $"This app responded with status code {answer.Status}.");
    }

    /// <summary>Presses a button or picks a value in an open modal or in the Home tab.</summary>
    public async Task<Interaction> ActInViewAsync(string user, string viewId, string actionId, string? blockId, JsonNode? value, CancellationToken cancellationToken)
    {
        Person person;
        JsonObject payload;
        OpenView open;
        lock (workspace.Gate)
        {
            person = Person(user);
            open = OpenViewOf(person, viewId);
            if (open.Type is "modal" && workspace.ViewsOf(person.Id).Modals[^1] != open) throw new RefusedException("view_is_covered", "Another modal lies on top of this one.");
            var field = Find(Field.Of(open.Definition["blocks"]), actionId, blockId);
            var action = Use(field, open.Values, value, $"{person.Id} {open.Id}");
            workspace.Touch();
            if (!field.Dispatches) return Quiet(person) with { View = screens.Show(open) };

            payload = payloads.Start("block_actions", person);
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = open.Id };
            payload["view"] = screens.Show(open);
            payload["trigger_id"] = payloads.Trigger(person, open.Type is "modal" ? open.Id : null, open.FromChannel);
            payload["actions"] = new JsonArray(action);
        }
        var answer = await door.SendPayloadAsync(payload, actionId, cancellationToken);
        var outcome = Acknowledged(person, answer, ModalTrouble);
        return open.Type is "home" && outcome.View is null ? outcome with { View = Home(user) } : outcome;
    }

    private static IEnumerable<Field> MessageFields(Message message) =>
        Field.Of(message.Json["blocks"]).Concat((message.Json["attachments"] as JsonArray ?? []).SelectMany(a => Field.Of(a?["blocks"])));

    private static Field Find(IEnumerable<Field> fields, string actionId, string? blockId)
    {
        Field[] found = [.. fields.Where(f => string.Equals(f.ActionId, actionId, StringComparison.Ordinal) && (blockId is null || string.Equals(f.BlockId, blockId, StringComparison.Ordinal)))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw RefusedException.NotFound("action_not_found", $"Nothing here has the action_id {actionId}."),
            _ => throw new RefusedException("action_ambiguous", $"{found.Length} elements have the action_id {actionId}; name the block_id too."),
        };
    }

    private static JsonObject ValuesOf(Message message, Person person)
    {
        if (message.Values[person.Id] is JsonObject known) return known;
        var start = new JsonObject();
        foreach (var field in MessageFields(message).Where(f => f.KeepsState)) State.Set(start, field, State.Initial(field.Element, currentChannel: null));
        message.Values[person.Id] = start;
        return start;
    }

    /// <summary>Sets the element's value and returns the action object for the payload.</summary>
    private JsonObject Use(Field field, JsonObject values, JsonNode? value, string place)
    {
        var action = new JsonObject { ["type"] = field.Type, ["action_id"] = field.ActionId, ["block_id"] = field.BlockId, ["action_ts"] = workspace.NextTs() };
        if (field.Type is "button")
        {
            foreach (var name in new[] { "text", "value", "style" })
            {
                if (field.Element[name] is { } part) action[name] = part.DeepClone();
            }
            return action;
        }
        var entry = new Filling(workspace, files, field, Offered(place, field, values)).Entry(value);
        if (field.KeepsState) State.Set(values, field, (JsonObject)entry.DeepClone());
        foreach (var (name, part) in entry)
        {
            if (name is not "type") action[name] = part?.DeepClone();
        }
        return action;
    }

    /// <summary>What an external select may be set to: what it offered, and what it holds already.</summary>
    private List<JsonObject> Offered(string place, Field field, JsonObject values)
    {
        List<JsonObject> options = [.. _offered.GetValueOrDefault($"{place} {field.BlockId} {field.ActionId}") ?? []];
        var held = State.Entry(values, field);
        if (held?["selected_option"] is JsonObject one) options.Add(one);
        options.AddRange((held?["selected_options"] as JsonArray ?? []).OfType<JsonObject>());
        return options;
    }

    private Interaction Quiet(Person person) => new() { Ok = true, View = TopView(person) };
}
