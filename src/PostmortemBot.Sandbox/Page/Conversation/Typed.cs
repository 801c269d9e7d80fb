using System.Text.RegularExpressions;
using PostmortemBot.Sandbox.Page.Text;

namespace PostmortemBot.Sandbox.Page.Conversation;

/// <summary>Full names in what a person types become mentions, and mentions become names again when the text is edited.</summary>
public static partial class Typed
{
    public static string Read(string typed, Scene scene)
    {
        var text = typed.Trim();
        foreach (var person in scene.People.OrderByDescending(p => p.Label.Length))
            text = text.Replace("@" + person.Label, $"<@{person.Value}>", StringComparison.OrdinalIgnoreCase);
        return text;
    }

    public static string Show(string stored, Scene scene)
    {
        var text = Person().Replace(stored, match => "@" + scene.PersonName(match.Groups["id"].Value));
        text = Channel().Replace(text, match => "#" + (scene.Channel(match.Groups["id"].Value)?.Label ?? match.Groups["id"].Value));
        return Escaping.Unescape(text);
    }

    [GeneratedRegex(@"<@(?<id>\w+)(\|[^>]*)?>", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Person();

    [GeneratedRegex(@"<#(?<id>\w+)(\|[^>]*)?>", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Channel();
}
