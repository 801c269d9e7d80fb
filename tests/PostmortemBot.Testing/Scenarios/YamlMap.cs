using YamlDotNet.RepresentationModel;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>A YAML mapping read key by key, which refuses what it does not know with file and line.</summary>
internal sealed class YamlMap
{
    private readonly string _file;
    private readonly string _what;
    private readonly YamlMappingNode _node;

    public YamlMap(string file, string what, YamlNode node)
    {
        _file = file;
        _what = what;
        _node = node as YamlMappingNode ?? throw Refused(file, node, $"{what} is a list of keys and values, as in '{{ key: value }}'");
    }

    public int Line => (int)_node.Start.Line;

    public IEnumerable<string> Keys => _node.Children.Keys.Select(Scalar);

    public bool Has(string key) => Find(key) is not null;

    public YamlMap Allowing(params ReadOnlySpan<string> keys)
    {
        foreach (var key in _node.Children.Keys)
        {
            if (!keys.Contains(Scalar(key)))
                throw Refused(_file, key, $"{_what} cannot have '{Scalar(key)}'; it may have: {string.Join(", ", keys!)}");
        }

        return this;
    }

    public YamlNode? Find(string key) => _node.Children.FirstOrDefault(pair => Scalar(pair.Key).Equals(key, StringComparison.Ordinal)).Value;

    public YamlNode Must(string key) => Find(key) ?? throw Refused(_file, _node, $"{_what} needs '{key}'");

    public string? Text(string key) => Find(key) is { } node ? Scalar(node) : null;

    /// <summary>One text or a list of them.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key) is { } node ? Texts(node) : [];

    public IReadOnlyList<string> Texts(YamlNode node) => node is YamlSequenceNode list ? [.. list.Select(Scalar)] : [Scalar(node)];

    public bool? Flag(string key) => Text(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Refused(_file, Find(key)!, $"'{key}' is true or false"),
    };

    public TimeSpan? Time(string key)
    {
        if (Text(key) is not { } text)
            return null;

        return Dates.Length(text) ?? throw Refused(_file, Find(key)!, $"'{key}' is a length of time such as 30s, 20m, 2h or 3d");
    }

    public YamlMap Map(string what, YamlNode node) => new(_file, what, node);

    public IEnumerable<(string Key, YamlNode Value)> Pairs => _node.Children.Select(pair => (Scalar(pair.Key), pair.Value));

    public ScenarioFormatException Refuse(string message) => Refused(_file, _node, message);

    public ScenarioFormatException Refuse(YamlNode at, string message) => Refused(_file, at, message);

    public string Scalar(YamlNode node) =>
        (node as YamlScalarNode)?.Value ?? throw Refused(_file, node, "a text was expected here");

    private static ScenarioFormatException Refused(string file, YamlNode at, string message) => new($"{file}:{at.Start.Line}: {message}");
}
