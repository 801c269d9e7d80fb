using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>Something with blocks that a person looks at: a message, a modal or the Home tab.</summary>
internal sealed class Surface
{
    private static readonly string[] Choosers =
    [
        "overflow", "static_select", "external_select", "users_select", "conversations_select", "channels_select", "multi_static_select",
        "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select", "radio_buttons", "checkboxes",
        "datepicker", "timepicker", "datetimepicker",
    ];

    private readonly VisibleText _visible;

    public Surface(VisibleText visible, string what, JsonNode json, string? channel = null)
    {
        _visible = visible;
        What = what;
        Json = json;
        Channel = channel;
        Text = Normal(channel is null ? visible.OfView(json) : visible.Of(json));
    }

    /// <summary>How a failure calls it: "the modal 'Start a postmortem'".</summary>
    public string What { get; }

    public JsonNode Json { get; }

    /// <summary>The channel of a message; null for modal and Home.</summary>
    public string? Channel { get; }

    public string Text { get; }

    public bool Shows(string words) => Text.Contains(Normal(words), StringComparison.Ordinal);

    /// <summary>Where an action on this surface is sent from.</summary>
    public JsonObject Address() => Channel is null
        ? new JsonObject { ["view_id"] = $"{Json["id"]}" }
        : new JsonObject { ["channel"] = Channel, ["ts"] = $"{Json["ts"]}" };

    public bool HasButton(string label) => Elements().Any(one => IsButton(one, label));

    /// <summary>The button with this label, nearest below the words of <paramref name="on"/>.</summary>
    public Element? Button(string label, string? on) => Nearest(Elements().Where(one => IsButton(one, label)), on);

    /// <summary>The menu, picker or choice that offers this; <paramref name="from"/> is its placeholder or what it shows now.</summary>
    public Element? Chooser(string choice, string? from, string? on)
    {
        var choosers = Elements().Where(one => Choosers.Contains(one.Type) && (from is null || IsNamed(one, from))).ToList();
        return Nearest(choosers.Where(one => Option(one.Json, choice) is not null), on)
            ?? Nearest(choosers.Where(one => one.Json["options"] is null && one.Json["option_groups"] is null), on);
    }

    public IEnumerable<string> Buttons() => Elements().Where(one => one.Type is "button").Select(one => _visible.Text(one.Json["text"]));

    public IEnumerable<JsonNode> Inputs() => VisibleText.Items(Json["blocks"]).Where(block => $"{block["type"]}" is "input");

    public string Label(JsonNode input) => _visible.Text(input["label"]);

    /// <summary>The option a person would pick by these words: the one that reads so, else the only one that contains them.</summary>
    public JsonNode? Option(JsonNode element, string words) => Option(Options(element), words);

    public JsonNode? Option(IEnumerable<JsonNode> options, string words)
    {
        var all = options.ToList();
        var exact = all.FirstOrDefault(option => Normal(_visible.Text(option["text"])) == Normal(words));
        if (exact is not null)
            return exact;

        var containing = all.Where(option => Normal(_visible.Text(option["text"])).Contains(Normal(words), StringComparison.OrdinalIgnoreCase)).ToList();
        return containing.Count == 1 ? containing[0] : null;
    }

    public string OptionTexts(IEnumerable<JsonNode> options) => string.Join(", ", options.Select(option => $"'{_visible.Text(option["text"])}'"));

    public static IEnumerable<JsonNode> Options(JsonNode holder) =>
        VisibleText.Items(holder["options"]).Concat(VisibleText.Items(holder["option_groups"]).SelectMany(group => VisibleText.Items(group["options"])));

    public static string Normal(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private bool IsButton(Element element, string label) => element.Type is "button" && Normal(_visible.Text(element.Json["text"])) == Normal(label);

    private bool IsNamed(Element element, string from) =>
        Normal(_visible.Text(element.Json["placeholder"])).Contains(Normal(from), StringComparison.OrdinalIgnoreCase)
        || Normal(_visible.OfBlock(element.Block)).Contains(Normal(from), StringComparison.Ordinal);

    private IEnumerable<Element> Elements()
    {
        var blocks = VisibleText.Items(Json["blocks"]).Concat(VisibleText.Items(Json["attachments"]).SelectMany(one => VisibleText.Items(one["blocks"])));
        return blocks.SelectMany((block, index) => new[] { block["accessory"], block["element"] }
            .Concat($"{block["type"]}" is "actions" ? VisibleText.Items(block["elements"]) : [])
            .OfType<JsonNode>()
            .Select(element => new Element(index, block, element)));
    }

    // A list is drawn as text with its buttons beside or below it: the words decide which row is meant.
    private Element? Nearest(IEnumerable<Element> candidates, string? on)
    {
        if (on is null)
            return candidates.FirstOrDefault();

        var words = Normal(on);
        var rows = VisibleText.Items(Json["blocks"]).Select((block, index) => (Text: Normal(_visible.OfBlock(block)), Index: index))
            .Where(row => row.Text.Contains(words, StringComparison.Ordinal)).Select(row => row.Index).ToList();
        return candidates
            .Select(candidate => (Candidate: candidate, Above: rows.Where(row => row <= candidate.Row).DefaultIfEmpty(-1).Max()))
            .Where(one => one.Above >= 0 || Normal($"{_visible.Text(Json["title"])}").Contains(words, StringComparison.Ordinal))
            .OrderBy(one => one.Candidate.Row - one.Above)
            .Select(one => one.Candidate)
            .FirstOrDefault();
    }
}

/// <summary>An interactive element and the block it stands in.</summary>
internal sealed record Element(int Row, JsonNode Block, JsonNode Json)
{
    public string Type => $"{Json["type"]}";
    public string ActionId => $"{Json["action_id"]}";
    public string BlockId => $"{Block["block_id"]}";
}
