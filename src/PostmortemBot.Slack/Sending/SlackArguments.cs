using System.Collections;
using System.Text;

namespace PostmortemBot.Slack;

/// <summary>Arguments of a form; what is null is left out. Lists as in an initializer: <c>new() { ["channel"] = id }</c>.</summary>
internal sealed class SlackArguments : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> fields;

    public SlackArguments() => fields = [];

    public SlackArguments(SlackArguments others) => fields = [.. others];

    public string? this[string name]
    {
        set
        {
            if (!string.IsNullOrEmpty(value)) fields.Add(new(name, value));
        }
    }

    public byte[] Encode() =>
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
