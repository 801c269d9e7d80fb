using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>One person in front of Slack: where they are, what is open, and how each verb of a scenario is done.</summary>
internal sealed partial class Actor(SandboxClient sandbox, Watch watch, Neighbours neighbours, string name, DateOnly today, string outputDirectory)
{
    private const int MostLooks = 5;

    private readonly VisibleText _visible = new(neighbours);
    private readonly JsonNode _person = neighbours.Person(name);
    private readonly Dictionary<string, JsonObject> _filledIn = new(StringComparer.Ordinal);
    private string? _place;
    private string? _dm;

    public string Name => name;

    private string Base => $"/sandbox/as/{_person["id"]}";

    /// <summary>What the last deed was answered with; null when it was one that is not answered.</summary>
    public JsonNode? Answer { get; private set; }

    /// <summary>Errors at the fields of the open form, with the labels a person reads.</summary>
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public async Task DoAsync(Turn turn, CancellationToken cancellationToken)
    {
        Answer = null;
        Errors = [];
        if (turn.In is not (null or "modal"))
            _place = turn.In;

        if (turn.Fills.Count > 0)
            await FillAsync(turn.Fills, cancellationToken);

        if (turn.Act is { } act)
            await ActAsync(turn, act.Verb, act.Value, cancellationToken);
    }

    private async Task ActAsync(Turn turn, string verb, string value, CancellationToken cancellationToken)
    {
        var words = Dates.Spell(value, today);
        switch (verb)
        {
            case "types" when words.StartsWith('/'):
                await AskAsync("command", await TypedAsync(turn, words, cancellationToken), cancellationToken);
                break;
            case "types":
                await PostAsync("message", await TypedAsync(turn, words, cancellationToken), cancellationToken);
                break;
            case "replies":
                await PostAsync("message", await ReplyAsync(turn, words, cancellationToken), cancellationToken);
                break;
            case "clicks":
                await ClickAsync(turn, words, cancellationToken);
                break;
            case "picks":
                await PickAsync(turn, words, cancellationToken);
                break;
            case "submits":
                await SubmitAsync(words, cancellationToken);
                break;
            case "closes":
                var open = await OpenModalAsync(cancellationToken);
                await AskAsync("close", new JsonObject { ["view_id"] = $"{open.Json["id"]}", ["all"] = words is "all" }, cancellationToken);
                break;
            case "shortcut":
                var shortcut = turn.On is null ? [] : (await MessageAsync(turn, turn.On, cancellationToken)).Address();
                shortcut["callback_id"] = neighbours.Shortcut(words);
                await AskAsync("shortcut", shortcut, cancellationToken);
                break;
            case "reacts" or "unreacts":
                var reaction = (await MessageAsync(turn, turn.On, cancellationToken)).Address();
                reaction["name"] = words.Trim(':');
                reaction["remove"] = verb is "unreacts";
                await PostAsync("reaction", reaction, cancellationToken);
                break;
            case "pins" or "unpins":
                var pin = (await MessageAsync(turn, words, cancellationToken)).Address();
                pin["remove"] = verb is "unpins";
                await PostAsync("pin", pin, cancellationToken);
                break;
            case "edits":
                var edit = (await MessageAsync(turn, words, cancellationToken)).Address();
                edit["text"] = Dates.Spell(turn.To!, today);
                await sandbox.SendAsync(HttpMethod.Patch, $"{Base}/message", edit, cancellationToken);
                break;
            case "deletes":
                var gone = await MessageAsync(turn, words, cancellationToken);
                await sandbox.SendAsync(HttpMethod.Delete, $"{Base}/message?channel={gone.Channel}&ts={gone.Json["ts"]}", null, cancellationToken);
                break;
            case "opens" when words is "home":
                _place = "home";
                await AskAsync("home", [], cancellationToken);
                break;
            case "opens":
                _place = words;
                break;
            case "joins" or "leaves":
                await PostAsync(verb is "joins" ? "join" : "leave", new JsonObject { ["channel"] = neighbours.Channel(words) }, cancellationToken);
                break;
            case "downloads":
                await DownloadAsync(turn, words, cancellationToken);
                break;
            default:
                throw new StepFailedException($"nobody can do '{verb}' yet");
        }
    }

    private async Task FillAsync(IReadOnlyList<Fill> fills, CancellationToken cancellationToken)
    {
        var form = new Form(sandbox, neighbours, _person, today);
        foreach (var fill in fills)
        {
            var modal = await OpenModalAsync(cancellationToken);
            var input = Form.Input(modal, fill.Label);
            var element = input["element"]!;
            var blockId = $"{input["block_id"]}";
            var value = await form.ValueAsync(modal, element, blockId, fill.Values, cancellationToken);
            if (input["dispatch_action"]?.GetValue<bool>() is true && !TellsTheApp(element))
            {
                FilledIn(modal)[blockId] = value?.DeepClone();
                continue;
            }

            await SendActionAsync(modal, $"{element["action_id"]}", blockId, value, cancellationToken);
            if (Answer?["problem"] is { } problem)
                throw new StepFailedException($"filling in '{fill.Label}' was not answered: {Answer["shown"] ?? problem}");
        }
    }

    // A text field that tells the app something does so on Enter, unless it asks for every character: it is handed over with Submit.
    private static bool TellsTheApp(JsonNode element) =>
        !$"{element["type"]}".EndsWith("_input", StringComparison.Ordinal)
        || VisibleText.Items(element["dispatch_action_config"]?["trigger_actions_on"]).Any(one => $"{one}" is "on_character_entered");

    private Task ClickAsync(Turn turn, string label, CancellationToken cancellationToken) => LookAndActAsync(async () =>
    {
        var (surface, button) = await FindAsync(turn, surface => surface.Button(label, turn.On) ?? Anywhere(surface)?.Button(label, null), $"a button '{label}'", cancellationToken);
        await SendActionAsync(surface, button.ActionId, button.BlockId, null, cancellationToken);
    });

    private Task PickAsync(Turn turn, string choice, CancellationToken cancellationToken) => LookAndActAsync(async () =>
    {
        var (surface, chooser) = await FindAsync(turn, surface => surface.Chooser(choice, turn.From, turn.On) ?? Anywhere(surface)?.Chooser(choice, turn.From, null), $"anything to pick '{choice}' from", cancellationToken);
        var value = await new Form(sandbox, neighbours, _person, today).ValueAsync(surface, chooser.Json, chooser.BlockId, [choice], cancellationToken);
        await SendActionAsync(surface, chooser.ActionId, chooser.BlockId, value, cancellationToken);
    });

    // The bot may redraw a message or the Home tab between the look and the click: then a person looks again.
    private static async Task LookAndActAsync(Func<Task> act)
    {
        for (var looks = 1; ; looks++)
        {
            try
            {
                await act();
                return;
            }
            catch (RefusedException refused) when (refused.IsGone && looks < MostLooks)
            {
            }
        }
    }

    // In a message the words say first which message is meant, so its button may stand above them; in a long view they say which row.
    private static Surface? Anywhere(Surface surface) => surface.Channel is null ? null : surface;

    private async Task SubmitAsync(string label, CancellationToken cancellationToken)
    {
        var modal = await OpenModalAsync(cancellationToken);
        var submit = _visible.Text(modal.Json["submit"]);
        if (label is not "true" && submit != label)
            throw new StepFailedException($"{modal.What} is submitted with '{submit}', not '{label}'");

        var body = new JsonObject { ["view_id"] = $"{modal.Json["id"]}", ["values"] = FilledIn(modal).DeepClone() };
        await AskAsync("submit", body, cancellationToken);
        if (Answer?["errors"] is JsonObject { Count: > 0 } errors)
            Errors = [.. errors.Select(error => new FieldError(LabelOf(modal, error.Key), $"{error.Value}"))];
        else
            _filledIn.Remove($"{modal.Json["id"]}");
    }

    private static string LabelOf(Surface modal, string blockId) =>
        modal.Inputs().Where(input => $"{input["block_id"]}" == blockId).Select(modal.Label).FirstOrDefault() ?? blockId;

    private async Task DownloadAsync(Turn turn, string file, CancellationToken cancellationToken)
    {
        var message = await MessageWithAsync(turn, message => File(message, file) is not null, $"a file '{file}'", cancellationToken);
        var found = File(message, file)!;
        var path = Path.GetFullPath(Path.Combine(outputDirectory, turn.To ?? Path.GetFileName($"{found["name"]}")));
        if (!path.StartsWith(Path.GetFullPath(outputDirectory) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new StepFailedException($"'{turn.To}' would be saved outside {outputDirectory}");

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await sandbox.SaveFileAsync($"{found["id"]}", path, cancellationToken);
    }

    private JsonObject FilledIn(Surface modal)
    {
        var id = $"{modal.Json["id"]}";
        return _filledIn.TryGetValue(id, out var values) ? values : _filledIn[id] = [];
    }

    private async Task SendActionAsync(Surface surface, string actionId, string blockId, JsonNode? value, CancellationToken cancellationToken)
    {
        var body = surface.Address();
        body["action_id"] = actionId;
        body["block_id"] = blockId;
        if (value is not null)
            body["value"] = value.DeepClone();

        await AskAsync("action", body, cancellationToken);
    }

    private async Task<JsonObject> TypedAsync(Turn turn, string text, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["channel"] = await ChannelAsync(null, cancellationToken), ["text"] = text };
        if (turn.Thread is not null)
            body["thread_ts"] = await ThreadAsync(turn, turn.Thread, cancellationToken);

        return body;
    }

    private async Task<JsonObject> ReplyAsync(Turn turn, string text, CancellationToken cancellationToken) => new()
    {
        ["channel"] = await ChannelAsync(null, cancellationToken),
        ["text"] = text,
        ["thread_ts"] = await ThreadAsync(turn, turn.Thread ?? turn.On ?? throw new StepFailedException("'replies' needs the message: on: \"some words of it\""), cancellationToken),
    };

    private Task<JsonNode> PostAsync(string act, JsonObject body, CancellationToken cancellationToken) =>
        sandbox.PostAsync($"{Base}/{act}", body, cancellationToken);

    private async Task AskAsync(string act, JsonObject body, CancellationToken cancellationToken) =>
        Answer = await PostAsync(act, body, cancellationToken);
}
