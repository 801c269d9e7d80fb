using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

public sealed partial class People
{
    /// <summary>Fills inputs (block_id to value) and presses Submit; blocks not named keep what the view shows.</summary>
    public async Task<Interaction> SubmitAsync(string user, string viewId, JsonObject values, CancellationToken cancellationToken)
    {
        Person person;
        OpenView open;
        JsonObject payload;
        lock (workspace.Gate)
        {
            person = Person(user);
            open = OpenViewOf(person, viewId);
            if (open.Type is not "modal") throw new RefusedException("not_a_modal", "Only a modal has a Submit button.");
            if (workspace.ViewsOf(person.Id).Modals[^1] != open) throw new RefusedException("view_is_covered", "Another modal lies on top of this one.");
            if (open.Definition["submit"] is null) throw new RefusedException("no_submit_button", "This modal has no Submit button.");
            Fill(person, open, values);
            var complaints = Field.Of(open.Definition["blocks"]).Where(f => f.IsInput)
                .Select(f => (f.BlockId, Complaint: Filling.Complaint(f, State.Entry(open.Values, f))))
                .Where(c => c.Complaint is not null)
                .ToDictionary(c => c.BlockId, c => c.Complaint!, StringComparer.Ordinal);
            workspace.Touch();
            if (complaints.Count > 0) return new Interaction { Ok = false, Errors = complaints, View = screens.Show(open) };

            payload = payloads.Start("view_submission", person);
            payload["trigger_id"] = payloads.Trigger(person, open.Id, open.FromChannel);
            payload["view"] = screens.Show(open);
            payload["response_urls"] = ResponseUrls(person, open);
        }
        var answer = await door.SendPayloadAsync(payload, open.Definition.Text("callback_id") ?? "", cancellationToken);
        if (answer.Problem is not null) return Outcome(person, answer, ModalTrouble);
        lock (workspace.Gate)
        {
            var (problem, detail, errors) = new SubmissionAnswer(workspace, screens).Apply(open, answer);
            return Outcome(person, answer, ModalTrouble, problem, detail) with
            {
                Ok = problem is null && errors is null,
                Errors = errors,
                Closed = !workspace.ViewsOf(person.Id).Modals.Contains(open),
            };
        }
    }

    /// <summary>Cancel, or with <paramref name="all"/> the x in the corner.</summary>
    public async Task<Interaction> CloseAsync(string user, string viewId, bool all, CancellationToken cancellationToken)
    {
        Person person;
        JsonObject? payload = null;
        lock (workspace.Gate)
        {
            person = Person(user);
            var open = OpenViewOf(person, viewId);
            var modals = workspace.ViewsOf(person.Id).Modals;
            if (open.Type is not "modal" || modals[^1] != open) throw new RefusedException("view_is_covered", "Only the modal on top can be closed.");
            var cleared = all || open.Flag("clear_on_close");
            // The x in the corner reports the first view of the stack, Cancel the one it closes.
            var reported = all ? modals[0] : open;
            if (reported.Flag("notify_on_close"))
            {
                payload = payloads.Start("view_closed", person);
                payload["view"] = screens.Show(reported, withValues: false);
                payload["is_cleared"] = cleared;
            }
            if (cleared) screens.CloseAll(person.Id);
            else screens.Close(open);
        }
        if (payload is null) return Quiet(person) with { Closed = true };
        var answer = await door.SendPayloadAsync(payload, (payload["view"] as JsonObject)?.Text("callback_id") ?? "", cancellationToken);
        return Acknowledged(person, answer, ModalTrouble) with { Closed = true };
    }

    /// <summary>Types into an external select of a view (<paramref name="viewId"/>) or a message; returns {options} or {option_groups}.</summary>
    public async Task<JsonObject> LoadOptionsAsync(string user, string? viewId, string? channel, string? ts, string blockId, string actionId, string query, CancellationToken cancellationToken)
    {
        JsonObject payload;
        string place;
        lock (workspace.Gate)
        {
            var person = Person(user);
            payload = payloads.Start("block_suggestion", person);
            Field field;
            if (viewId is not null)
            {
                var open = OpenViewOf(person, viewId);
                field = Find(Field.Of(open.Definition["blocks"]), actionId, blockId);
                payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = open.Id };
                payload["view"] = screens.Show(open);
                place = $"{person.Id} {open.Id}";
            }
            else
            {
                if (channel is null || ts is null) throw new RefusedException("place_missing", "Name the view_id, or the channel and ts.");
                var where = Readable(channel, person);
                var message = Visible(where, ts, person);
                field = Find(MessageFields(message), actionId, blockId);
                payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = ts, ["channel_id"] = where.Id, ["is_ephemeral"] = message.EphemeralFor is not null };
                payload["channel"] = Payloads.ChannelOf(where);
                if (message.EphemeralFor is null) payload["message"] = message.Json.DeepClone();
                place = $"{person.Id} {ts}";
            }
            if (!field.Type.Contains("external", StringComparison.Ordinal)) throw new RefusedException("not_external", $"{actionId} does not load its options.");
            var least = field.Element["min_query_length"]?.GetValue<long>() ?? 3;
            if (query.Length < least) throw new RefusedException("query_too_short", $"{actionId} asks the app from {least} characters on.");
            payload["action_id"] = actionId;
            payload["block_id"] = blockId;
            payload["value"] = query;
            place += $" {field.BlockId} {field.ActionId}";
        }
        var answer = await door.SendPayloadAsync(payload, actionId, cancellationToken);
        if (answer.Problem is not null) throw new RefusedException(answer.Problem, "The app did not answer with options.", 502);
        return Offer(place, answer.Json as JsonObject);
    }

    private JsonObject Offer(string place, JsonObject? reply)
    {
        var element = reply is { Count: 1 } && (reply.ContainsKey("options") || reply.ContainsKey("option_groups")) ? reply : null;
        if (element is null) throw new RefusedException("invalid_response", "The answer must hold options or option_groups, and nothing else.", 502);
        var check = new Check(Surface.Modal, screens.FileIsUsable);
        // Unlike in a block, an empty list is fine here: nothing was found.
        if (element.First().Value is not JsonArray { Count: 0 }) check.Options(element, "", 100, plain: true, groups: true);
        if (!check.Passed) throw new RefusedException("invalid_response", string.Join(' ', check.Problems), 502);
        _offered[place] = [.. State.Choices(element).Select(o => (JsonObject)o.DeepClone())];
        return (JsonObject)element.DeepClone();
    }

    private void Fill(Person person, OpenView open, JsonObject values)
    {
        Field[] fields = [.. Field.Of(open.Definition["blocks"])];
        foreach (var (blockId, value) in values)
        {
            Field[] here = [.. fields.Where(f => f.KeepsState && string.Equals(f.BlockId, blockId, StringComparison.Ordinal))];
            if (here.Length != 1) throw new RefusedException("no_such_input", $"{here.Length} inputs stand in block {blockId}; the view's inputs are {string.Join(", ", fields.Where(f => f.KeepsState).Select(f => f.BlockId))}.");
            State.Set(open.Values, here[0], new Filling(workspace, files, here[0], Offered($"{person.Id} {open.Id}", here[0], open.Values)).Entry(value));
        }
    }

    private JsonArray ResponseUrls(Person person, OpenView open)
    {
        var urls = new JsonArray();
        foreach (var field in Field.Of(open.Definition["blocks"]).Where(f => f.Element.Flag("response_url_enabled")))
        {
            var (name, _) = State.ValueOf(field.Type);
            if (State.Entry(open.Values, field)?.Text(name) is not { } id || workspace.FindChannel(id) is not { } channel) continue;
            urls.Add(new JsonObject { ["block_id"] = field.BlockId, ["action_id"] = field.ActionId, ["channel_id"] = id, ["response_url"] = payloads.ResponseUrl("app", person, channel, messageTs: null) });
        }
        return urls;
    }
}
