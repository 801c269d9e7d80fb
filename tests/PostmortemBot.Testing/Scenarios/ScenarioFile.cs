using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>Reads a scenario file. Unknown words are refused with the line and what is allowed there.</summary>
public static class ScenarioFile
{
    /// <summary>What a person can do; one of them in each turn.</summary>
    internal static readonly string[] Verbs =
    [
        "types", "replies", "clicks", "picks", "submits", "closes", "shortcut", "reacts", "unreacts", "pins", "unpins",
        "edits", "deletes", "opens", "joins", "leaves", "downloads",
    ];

    private static readonly string[] TurnKeys = ["in", "thread", "on", "from", "to", "fills", .. Verbs, "sees", "within"];

    private static readonly string[] Places = ["modal", "home", "message"];

    private static readonly string[] SightKeys =
    [
        "modal", "home", "message", "in", "thread", "text", "not", "button", "file", "reaction", "from", "pinned", "only_me",
        "error", "failure", "refused", "closed", "within",
    ];

    public static async Task<Scenario> ReadAsync(string path, CancellationToken cancellationToken) =>
        Read(path, await File.ReadAllTextAsync(path, cancellationToken));

    public static Scenario Read(string file, string text)
    {
        var root = new YamlMap(file, "a scenario", Parse(file, text)).Allowing("scenario", "about", "steps");
        if (root.Must("steps") is not YamlSequenceNode { Children.Count: > 0 } steps)
            throw root.Refuse(root.Must("steps"), "'steps' is a list of steps, each beginning with '-'");

        return new Scenario
        {
            File = file,
            Name = root.Scalar(root.Must("scenario")),
            Steps = [.. steps.Select(node => ReadStep(root.Map("a step", node)))],
        };
    }

    private static YamlNode Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException problem)
        {
            throw new ScenarioFormatException($"{file}:{problem.Start.Line}: {problem.Message}");
        }

        return stream.Documents.Count == 1
            ? stream.Documents[0].RootNode
            : throw new ScenarioFormatException($"{file}:1: a scenario file holds one document");
    }

    private static Step ReadStep(YamlMap map)
    {
        var actors = map.Keys.Where(key => key is not ("say" or "advance")).ToList();
        if (actors.Count > 1)
            throw map.Refuse($"a step belongs to one person, this one names {string.Join(" and ", actors)}; begin another step with '-'");

        if (actors.Count == 1 && map.Has("advance"))
            throw map.Refuse("time passes in a step of its own: 'advance' stands alone or with 'say'");

        return new Step
        {
            Line = map.Line,
            Say = map.Text("say"),
            Advance = map.Time("advance"),
            Turn = actors.Count == 1 ? ReadTurn(actors[0], map.Map($"{actors[0]}'s turn", map.Must(actors[0]))) : null,
        };
    }

    private static Turn ReadTurn(string person, YamlMap map)
    {
        map.Allowing(TurnKeys);
        var verbs = map.Keys.Where(Verbs.Contains).ToList();
        if (verbs.Count > 1)
            throw map.Refuse($"a turn does one thing, this one {string.Join(" and ", verbs)}; begin another step with '-'");

        var verb = verbs.FirstOrDefault();
        if (verb is null && !map.Has("fills") && !map.Has("sees"))
            throw map.Refuse($"{person} neither does nor sees anything; a turn may have: {string.Join(", ", TurnKeys)}");

        if (verb is "edits" && !map.Has("to"))
            throw map.Refuse("'edits' names the message, 'to' its new text");

        var download = verb is "downloads" && map.Must(verb) is YamlMappingNode node
            ? map.Map("a download", node).Allowing("file", "to")
            : null;
        return new Turn
        {
            Person = person,
            In = map.Text("in"),
            Thread = map.Text("thread"),
            On = map.Text("on"),
            From = map.Text("from"),
            To = download is null ? map.Text("to") : download.Text("to"),
            Act = verb is null ? null : new Act(verb, download is null ? map.Text(verb)! : download.Scalar(download.Must("file"))),
            Fills = map.Find("fills") is { } fills ? [.. ReadFills(map.Map("what is filled in", fills))] : [],
            Sees = map.Find("sees") is { } sees ? [.. ReadSights(map, sees)] : [],
            Within = map.Time("within"),
        };
    }

    private static IEnumerable<Fill> ReadFills(YamlMap map) =>
        map.Pairs.Select(pair => new Fill(pair.Key, map.Texts(pair.Value), (int)pair.Value.Start.Line));

    private static IEnumerable<Sight> ReadSights(YamlMap map, YamlNode node) => node switch
    {
        YamlSequenceNode list => list.SelectMany(one => ReadSights(map, one)),
        YamlScalarNode text => [new Sight { Line = (int)node.Start.Line, Text = [map.Scalar(text)] }],
        _ => [ReadSight(map.Map("what is seen", node))],
    };

    private static Sight ReadSight(YamlMap map)
    {
        map.Allowing(SightKeys);
        if (Places.Count(map.Has) > 1)
            throw map.Refuse("one sight is a modal, the Home tab or a message; make a list for several: sees: [{ ... }, { ... }]");

        return new Sight
        {
            Line = map.Line,
            Modal = map.Text("modal"),
            Home = map.Text("home"),
            Message = map.Text("message"),
            In = map.Text("in"),
            Thread = map.Text("thread"),
            From = map.Text("from"),
            Failure = map.Text("failure"),
            Refused = map.Text("refused"),
            Text = map.Texts("text"),
            Not = map.Texts("not"),
            Button = map.Texts("button"),
            File = map.Texts("file"),
            Reaction = map.Texts("reaction"),
            Error = map.Find("error") is { } error ? ReadErrors(map, error) : [],
            Pinned = map.Flag("pinned"),
            OnlyMe = map.Flag("only_me"),
            Closed = map.Flag("closed") ?? false,
            Within = map.Time("within"),
        };
    }

    private static IReadOnlyList<FieldError> ReadErrors(YamlMap map, YamlNode node) => node is YamlScalarNode
        ? [new FieldError(null, map.Scalar(node))]
        : [.. map.Map("errors", node).Pairs.Select(pair => new FieldError(pair.Key, map.Scalar(pair.Value)))];
}
