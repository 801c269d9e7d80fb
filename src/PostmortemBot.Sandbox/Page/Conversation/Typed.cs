using System.Text.RegularExpressions;
using PostmortemBot.Sandbox.Page.Text;

namespace PostmortemBot.Sandbox.Page.Conversation;

/// <summary>Between what a person types and what Slack stores: escaping, and names turned into mentions.</summary>
public static partial class Typed
{
    public static string Read(string typed, Scene scene)
    {
        var text = Escaping.Escape(typed.Trim());
        foreach (var person in scene.People.OrderByDescending(p => p.Label.Length))
            text = text.Replace("@" + person.Label, $"<@{person.Value}>", StringComparison.OrdinalIgnoreCase);
        foreach (var channel in scene.Channels.Where(c => c.Kind != "im").OrderByDescending(c => c.Label.Length))
            text = Regex.Replace(text, $@"(?<![\w#])#{Regex.Escape(channel.Label)}(?![\w-])", $"<#{channel.Value}|{channel.Label}>", RegexOptions.None, TimeSpan.FromSeconds(1));
        return Broadcast().Replace(text, "<!${name}>");
    }

    public static string Show(string stored, Scene scene)
    {
        var text = Person().Replace(stored, match => "@" + scene.PersonName(match.Groups["id"].Value));
        text = Channel().Replace(text, match => "#" + (scene.Channel(match.Groups["id"].Value)?.Label ?? match.Groups["id"].Value));
        return Escaping.Unescape(text);
    }

    [GeneratedRegex(@"(?<!\w)@(?<name>here|channel|everyone)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Broadcast();

    [GeneratedRegex(@"<@(?<id>\w+)(\|[^>]*)?>", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Person();

    [GeneratedRegex(@"<#(?<id>\w+)(\|[^>]*)?>", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Channel();
}
