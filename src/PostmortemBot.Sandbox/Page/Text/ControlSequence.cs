using System.Globalization;

namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>What stands between angle brackets: links, mentions, dates. Anything else is shown as it was written.</summary>
internal static class ControlSequence
{
    public static void Read(string inside, bool verbatim, InlineBuilder pieces)
    {
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var target = bar < 0 ? inside : inside[..bar];
        var label = bar < 0 ? null : inside[(bar + 1)..];
        switch (target)
        {
            case ['@', ..] when IsId(target[1..]):
                pieces.Add(new PersonMention(target[1..]));
                return;
            case ['#', ..] when IsId(target[1..]):
                pieces.Add(new ChannelMention(target[1..], string.IsNullOrEmpty(label) ? null : Escaping.Unescape(label)));
                return;
            case ['!', ..]:
                pieces.Add(Special(target[1..], label) ?? new Plain("<" + Escaping.Unescape(inside) + ">"));
                return;
        }
        var url = Escaping.Unescape(target);
        if (SafeUrl.IsLink(url))
            pieces.Add(new Link(url, label is null ? [new Plain(Shown(url))] : MrkdwnInline.Parse(label, verbatim: true)));
        else
            pieces.Add("<" + Escaping.Unescape(inside) + ">");
    }

    private static Inline? Special(string target, string? label)
    {
        if (target is "here" or "channel" or "everyone")
            return new GroupMention("@" + target);
        if (target.StartsWith("subteam^", StringComparison.Ordinal))
            return new GroupMention(label is null ? "@group" : "@" + Escaping.Unescape(label).TrimStart('@'), target["subteam^".Length..]);
        return target.StartsWith("date^", StringComparison.Ordinal) ? Date(target, label) : null;
    }

    private static Moment? Date(string target, string? label)
    {
        var parts = target.Split('^', 4);
        if (parts.Length < 3 || !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unix))
            return null;
        var link = parts.Length == 4 ? Escaping.Unescape(parts[3]) : null;
        return new Moment(unix, Escaping.Unescape(parts[2]), link, Escaping.Unescape(label ?? ""));
    }

    private static bool IsId(string text) => text.Length > 1 && text.All(char.IsAsciiLetterOrDigit);

    private static string Shown(string url) => url.StartsWith("mailto:", StringComparison.Ordinal) ? url[7..] : url;
}
