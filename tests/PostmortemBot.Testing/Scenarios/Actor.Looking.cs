using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Scenarios;

/// <content>What the person has before their eyes, and how a thing is found by its words.</content>
internal sealed partial class Actor
{
    public async Task<Surface?> ModalAsync(CancellationToken cancellationToken)
    {
        var views = VisibleText.Items((await sandbox.GetAsync($"{Base}/views", cancellationToken))["views"]).ToList();
        return views.Count == 0 ? null : View(views[^1], "the modal");
    }

    public async Task<Surface?> HomeAsync(CancellationToken cancellationToken) =>
        (await sandbox.GetAsync($"{Base}/home", cancellationToken))["view"] is { } view ? View(view, "the Home tab") : null;

    /// <summary>The messages at a place, newest first; without a place, where the person is.</summary>
    public async Task<IReadOnlyList<Surface>> MessagesAsync(string? place, string? thread, CancellationToken cancellationToken)
    {
        var channel = await ChannelAsync(place, cancellationToken);
        var query = $"{Base}/messages?channel={channel}&limit=200";
        if (thread is not null)
        {
            var parent = (await MessagesAsync(place, null, cancellationToken)).FirstOrDefault(message => message.Shows(thread));
            if (parent is null)
                return [];

            query += $"&thread_ts={parent.Json["thread_ts"] ?? parent.Json["ts"]}";
        }

        var messages = (await sandbox.GetAsync(query, cancellationToken))["messages"];
        return [.. VisibleText.Items(messages).Reverse().Select(message => new Surface(_visible, "the message", message, channel))];
    }

    public bool IsFrom(Surface message, string author) => author is "postmortem" or "bot"
        ? message.Json["bot_id"] is not null
        : $"{message.Json["user"]}" == $"{neighbours.Person(author)["id"]}";

    public static JsonNode? File(Surface message, string file) => VisibleText.Items(message.Json["files"])
        .FirstOrDefault(one => $"{one["name"]}".Contains(file, StringComparison.Ordinal) || $"{one["title"]}".Contains(file, StringComparison.Ordinal));

    private Surface View(JsonNode view, string what)
    {
        var title = _visible.Text(view["title"]);
        return new Surface(_visible, title.Length > 0 ? $"{what} '{title}'" : what, view);
    }

    private async Task<(Surface Surface, Element Element)> FindAsync(Turn turn, Func<Surface, Element?> find, string what, CancellationToken cancellationToken)
    {
        if (turn.In is not "modal" && _place is not "home" && (turn.In is not null || await ModalAsync(cancellationToken) is null))
        {
            var message = await MessageWithAsync(turn, message => (turn.On is null || message.Shows(turn.On)) && find(message) is not null, $"{what}{Beside(turn.On)}", cancellationToken);
            return (message, find(message)!);
        }

        Surface? view = null;
        Element? element = null;
        await watch.UntilAsync(Look, turn.Within ?? Watch.Patience, cancellationToken);
        if (view is null)
            throw new StepFailedException($"{name} has nothing open");

        return (view, element ?? throw new StepFailedException($"{view.What} has not got {what}{Beside(turn.On)}; its buttons: {string.Join(", ", view.Buttons())}"));

        async Task<bool> Look()
        {
            view = turn.In is null or "modal" ? await ModalAsync(cancellationToken) : null;
            if (view is null && turn.In is not "modal" && _place is "home")
                view = await HomeAsync(cancellationToken);

            element = view is null ? null : find(view);
            return element is not null;
        }
    }

    private Task<Surface> MessageAsync(Turn turn, string? words, CancellationToken cancellationToken) =>
        MessageWithAsync(turn, message => words is null || message.Shows(words), words is null ? "any message" : $"a message '{words}'", cancellationToken);

    private async Task<Surface> MessageWithAsync(Turn turn, Func<Surface, bool> suits, string what, CancellationToken cancellationToken)
    {
        Surface? found = null;
        await watch.UntilAsync(
            async () => (found = (await MessagesAsync(null, turn.Thread, cancellationToken)).FirstOrDefault(suits)) is not null,
            turn.Within ?? Watch.Patience,
            cancellationToken);
        return found ?? throw new StepFailedException($"{name} does not see {what} in {(turn.Thread is null ? _place : $"the thread of '{turn.Thread}' in {_place}")}");
    }

    private static string Beside(string? on) => on is null ? "" : $" at '{on}'";

    private async Task<Surface> OpenModalAsync(CancellationToken cancellationToken)
    {
        Surface? modal = null;
        await watch.UntilAsync(async () => (modal = await ModalAsync(cancellationToken)) is not null, Watch.Patience, cancellationToken);
        return modal ?? throw new StepFailedException($"{name} has no modal open");
    }

    private async Task<string> ThreadAsync(Turn turn, string parent, CancellationToken cancellationToken)
    {
        var message = await MessageAsync(turn with { Thread = null }, parent, cancellationToken);
        return $"{message.Json["thread_ts"] ?? message.Json["ts"]}";
    }

    private async Task<string> ChannelAsync(string? place, CancellationToken cancellationToken) => (place ?? _place) switch
    {
        null => throw new StepFailedException($"where? {name} has not been anywhere yet; say so with in: some-channel"),
        "dm" or "home" => _dm ??= $"{(await sandbox.PostAsync($"{Base}/dm", new JsonObject { ["with"] = neighbours.BotUser }, cancellationToken))["channel"]}",
        var channel => neighbours.Channel(channel),
    };
}
