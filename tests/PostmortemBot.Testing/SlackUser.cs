using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Testing;

/// <summary>A person at Slack: types, presses, fills in, reads. The tests' only door to the bot.</summary>
public sealed class SlackUser(HttpClient sandbox, string name, string team = "T0SANDBOX01")
{
    public string Name => name;

    public async Task<Interaction> Types(string channel, string command)
    {
        await ClosesModals();
        return await Act("command", new JsonObject { ["channel"] = channel, ["text"] = command });
    }

    public async Task<SlackMessage> Says(string channel, string text, string? thread = null)
    {
        var body = new JsonObject { ["channel"] = channel, ["text"] = text };
        if (thread is not null)
            body["thread_ts"] = thread;
        return new SlackMessage(await Post("message", body));
    }

    /// <summary>Edits a message of their own.</summary>
    public async Task Edits(string channel, string ts, string text)
    {
        using var response = await sandbox.PatchAsJsonAsync($"/sandbox/as/{name}/message?team={team}", new JsonObject { ["channel"] = channel, ["ts"] = ts, ["text"] = text });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Deletes a message of their own.</summary>
    public async Task Deletes(string channel, string ts)
    {
        using var response = await sandbox.DeleteAsync($"/sandbox/as/{name}/message?channel={Uri.EscapeDataString(channel)}&ts={ts}&team={team}");
        response.EnsureSuccessStatusCode();
    }

    public Task Reacts(string channel, string ts, string emoji, bool takeBack = false) =>
        Post("reaction", new JsonObject { ["channel"] = channel, ["ts"] = ts, ["name"] = emoji, ["remove"] = takeBack });

    public async Task<Interaction> UsesShortcut(string callbackId, string? channel = null, string? ts = null)
    {
        await ClosesModals();
        var body = new JsonObject { ["callback_id"] = callbackId };
        if (channel is not null)
            body["channel"] = channel;
        if (ts is not null)
            body["ts"] = ts;
        return await Act("shortcut", body);
    }

    /// <summary>Presses the button with those words in a message.</summary>
    public async Task<Interaction> Presses(string button, SlackMessage message, string channel)
    {
        await ClosesModals();
        return await PressAsync(message.Button(button) ?? throw Missing(button, message.Text), new JsonObject { ["channel"] = channel, ["ts"] = message.Ts });
    }

    /// <summary>Presses the button with those words in a modal or on the Home tab.</summary>
    public Task<Interaction> Presses(string button, SlackView view) =>
        PressAsync(view.Button(button) ?? throw Missing(button, view.Text), new JsonObject { ["view_id"] = view.Id });

    /// <summary>Chooses in a menu that is not part of a form.</summary>
    public Task<Interaction> Chooses(string actionId, string value, SlackView view, string? blockId = null)
    {
        var body = new JsonObject { ["action_id"] = actionId, ["value"] = value, ["view_id"] = view.Id };
        if (blockId is not null)
            body["block_id"] = blockId;
        return Act("action", body);
    }

    /// <summary>Chooses, by its words, in the first menu of that kind in a message.</summary>
    public async Task<Interaction> Chooses(string actionId, string words, SlackMessage message, string channel)
    {
        await ClosesModals();
        var (block, menu) = message.Raw["blocks"]!.AsArray()
            .SelectMany(one => (one!["elements"] as JsonArray ?? []).Select(element => (one, element!)))
            .First(pair => pair.Item2["action_id"]?.ToString() == actionId);
        var option = menu["options"]!.AsArray().First(one => one!["text"]!["text"]!.ToString() == words)!;
        return await Act("action", new JsonObject { ["action_id"] = actionId, ["block_id"] = block["block_id"]?.ToString(), ["value"] = option["value"]!.ToString(), ["channel"] = channel, ["ts"] = message.Ts });
    }

    /// <summary>Fills in a modal by block and submits it; what is left out stays as shown.</summary>
    public Task<Interaction> Submits(SlackView view, JsonObject values) =>
        Act("submit", new JsonObject { ["view_id"] = view.Id, ["values"] = values });

    public Task<Interaction> OpensHome() => Act("home", []);

    public async Task<string> OpensDirectMessage(string with = "postmortem") =>
        (await Post("dm", new JsonObject { ["with"] = with }))["channel"]!.ToString();

    public Task Joins(string channel) => Post("join", new JsonObject { ["channel"] = channel });

    public Task Leaves(string channel) => Post("leave", new JsonObject { ["channel"] = channel });

    /// <summary>What the person reads there, oldest first.</summary>
    public async Task<IReadOnlyList<SlackMessage>> Reads(string channel, string? thread = null)
    {
        var query = $"messages?channel={Uri.EscapeDataString(channel)}&limit=200" + (thread is null ? "" : $"&thread_ts={thread}");
        var answer = await sandbox.GetFromJsonAsync<JsonObject>($"/sandbox/as/{name}/{query}&team={team}");
        return [.. answer!["messages"]!.AsArray().Select(message => new SlackMessage(message!.AsObject()))];
    }

    /// <summary>The newest message there that holds those words.</summary>
    public async Task<SlackMessage> Sees(string channel, string words, string? thread = null)
    {
        var messages = await Reads(channel, thread);
        return messages.LastOrDefault(message => message.Text.Contains(words, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{name} does not see “{words}” in {channel}, but:\n{string.Join("\n---\n", messages.Select(message => message.Text))}");
    }

    public async Task<IReadOnlyList<SlackMessage>> ReadsDirectMessages() => await Reads(await OpensDirectMessage());

    public async Task<SlackView> SeesHome()
    {
        var answer = await sandbox.GetFromJsonAsync<JsonObject>($"/sandbox/as/{name}/home?team={team}");
        return new SlackView(answer!["view"] as JsonObject ?? throw new InvalidOperationException($"No Home tab was published for {name}."));
    }

    public async Task<IReadOnlyList<SlackView>> OpenModals()
    {
        var answer = await sandbox.GetFromJsonAsync<JsonObject>($"/sandbox/as/{name}/views?team={team}");
        return [.. answer!["views"]!.AsArray().Select(view => new SlackView(view!.AsObject()))];
    }

    /// <summary>A modal covers everything else, so whoever types or presses elsewhere has closed it.</summary>
    private async Task ClosesModals()
    {
        foreach (var view in (await OpenModals()).Reverse())
            await Post("close", new JsonObject { ["view_id"] = view.Id });
    }

    private Task<Interaction> PressAsync(JsonObject button, JsonObject body)
    {
        body["action_id"] = button["action_id"]!.ToString();
        // Several rows of a list carry the same action; the value tells them apart where the block has no name of its own.
        if (button["block_id"]?.ToString() is { } blockId)
            body["block_id"] = blockId;
        if (button["value"]?.ToString() is { } value)
            body["value"] = value;
        return Act("action", body);
    }

    private async Task<Interaction> Act(string what, JsonObject body) => new(await Post(what, body));

    private async Task<JsonObject> Post(string what, JsonObject body)
    {
        using var response = await sandbox.PostAsJsonAsync($"/sandbox/as/{name}/{what}?team={team}", body);
        var answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{name} could not do '{what}': {(int)response.StatusCode} {answer}");
        return answer.Length == 0 ? [] : JsonNode.Parse(answer)!.AsObject();
    }

    private static InvalidOperationException Missing(string button, string seen) => new($"There is no button “{button}”. This is shown:\n{seen}");
}
