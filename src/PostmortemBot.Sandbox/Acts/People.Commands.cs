using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

public sealed partial class People
{
    /// <summary>Types a slash command, such as "/postmortem new".</summary>
    public async Task<Interaction> CommandAsync(string user, string channel, string text, string? threadTs, CancellationToken cancellationToken)
    {
        var (name, rest) = text.Trim().Split(' ', 2) is [var first, var second] ? (first, second.Trim()) : (text.Trim(), "");
        if (!name.StartsWith('/')) throw new RefusedException("not_a_command", "A command starts with a slash.");
        Person person;
        Channel place;
        Dictionary<string, string> form;
        lock (workspace.Gate)
        {
            person = Person(user);
            place = Writable(channel, person);
            if (threadTs is not null) return Refused("not_supported_in_threads", $"{name} is not supported in threads. Sorry!");
            if (app.Manifest.FindCommand(name) is not { } command) return Refused("unknown_command", $"{name} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.");
            if (!workspace.HasApp) return Refused("unknown_command", $"{name} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.");
            var shown = Payloads.ChannelOf(place);
            form = new(StringComparer.Ordinal)
            {
                ["token"] = "legacy-verification-token",
                ["team_id"] = workspace.Team.Id,
                ["team_domain"] = workspace.Team.Domain,
                ["channel_id"] = place.Id,
                ["channel_name"] = shown.Text("name") ?? "",
                ["user_id"] = person.Id,
                ["user_name"] = person.Name,
                ["command"] = name,
                ["text"] = command.ShouldEscape ? TypedText.Of(workspace, rest).Text : TypedText.Unescaped(workspace, rest),
                ["api_app_id"] = workspace.Bot.AppId,
                ["is_enterprise_install"] = installs.For(workspace.Team) is { IsOrgWide: true } ? "true" : "false",
                ["response_url"] = payloads.ResponseUrl("commands", person, place, messageTs: null),
                ["trigger_id"] = payloads.Trigger(person, viewId: null, place.Id),
            };
        }
        if (workspace.Team.EnterpriseId is { } org)
        {
            form["enterprise_id"] = org;
            form["enterprise_name"] = Seed.EnterpriseName;
        }
        var logged = new JsonObject(form.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
        var answer = await door.SendFormAsync($"command {name}", ["command", $"command:{name}"], form, logged, cancellationToken);
        if (answer.Problem is not null) return Outcome(person, answer, $"{name} failed with the error \"{answer.Problem}\"");
        if (answer.Body.Length == 0) return Outcome(person, answer, failure: null);

        lock (workspace.Gate) return Replied(person, place, text, name, answer);
    }

    private Interaction Replied(Person person, Channel place, string typed, string name, Delivered answer)
    {
        var message = answer.IsJson ? answer.Json as JsonObject : new JsonObject { ["text"] = answer.Body };
        var failure = $"{name} failed with the error \"invalid_response\"";
        if (message is null) return Outcome(person, answer, failure, "invalid_response", "The body is not a JSON object.");
        if (ResponseMessage.Check(message, screens) is { } refused) return Outcome(person, answer, failure, "invalid_response", string.Join(' ', refused.Problems.Prepend(refused.Code)));
        var inChannel = ResponseMessage.InChannel(message);
        if (inChannel)
        {
            var said = TypedText.Of(workspace, typed);
            posting.PostAsPerson(place, person, said.Text, said.Blocks, threadTs: null);
        }
        var posted = posting.PostAsBot(place, message, message.Text("thread_ts"), ephemeralFor: inChannel ? null : person.Id);
        return Outcome(person, answer, failure: null) with { Message = Shown(posted) };
    }

    /// <summary>Runs a shortcut: a message shortcut when a message is named, else a global one.</summary>
    public async Task<Interaction> ShortcutAsync(string user, string callbackId, string? channel, string? ts, CancellationToken cancellationToken)
    {
        Person person;
        JsonObject payload;
        lock (workspace.Gate)
        {
            person = Person(user);
            if (!workspace.HasApp) throw RefusedException.NotFound("shortcut_not_found", "The app is not installed in this workspace.");
            var type = ts is null ? "global" : "message";
            if (app.Manifest.Shortcuts is { } known && !known.Any(s => string.Equals(s.CallbackId, callbackId, StringComparison.Ordinal) && string.Equals(s.Type, type, StringComparison.Ordinal)))
                throw RefusedException.NotFound("shortcut_not_found", $"The manifest has no {type} shortcut {callbackId}.");
            payload = payloads.Start(ts is null ? "shortcut" : "message_action", person);
            payload["callback_id"] = callbackId;
            payload["action_ts"] = workspace.NextTs();
            Channel? place = null;
            if (ts is not null)
            {
                place = Readable(channel ?? throw new RefusedException("channel_missing", "A message shortcut needs the channel and the message's ts."), person);
                var message = Visible(place, ts, person);
                payload["channel"] = Payloads.ChannelOf(place);
                payload["message_ts"] = ts;
                payload["message"] = message.Json.DeepClone();
                payload["response_url"] = payloads.ResponseUrl("app", person, place, ts);
            }
            payload["trigger_id"] = payloads.Trigger(person, viewId: null, place?.Id);
        }
        var answer = await door.SendPayloadAsync(payload, callbackId, cancellationToken);
        return Acknowledged(person, answer, "This shortcut did not work. Try again?");
    }

    /// <summary>Everything but a submission is acknowledged with an empty 200.</summary>
    private Interaction Acknowledged(Person person, Delivered answer, string failure) =>
        answer.Problem is null && answer.Body.Length > 0
            ? Outcome(person, answer, failure, "invalid_response", "The acknowledgement must have an empty body.")
            : Outcome(person, answer, failure);

    private static Interaction Refused(string problem, string shown) => new() { Ok = false, Problem = problem, Shown = shown };
}
