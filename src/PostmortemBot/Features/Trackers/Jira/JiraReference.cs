using System.Text.RegularExpressions;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Trackers.Jira;

/// <summary>The key of an issue: OPS-12.</summary>
public static partial class JiraReference
{
    public static bool Is(string text) => Key().IsMatch(text);

    public static string Project(string key) => key[..key.LastIndexOf('-')];

    /// <summary>A key, or its address at the configured site.</summary>
    public static string? Read(string typed, Uri site)
    {
        var text = typed.Trim();
        if (Is(text.ToUpperInvariant()))
            return text.ToUpperInvariant();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme != site.Scheme || address.Port != site.Port || address.UserInfo.Length > 0
            || !string.Equals(address.IdnHost, site.IdnHost, StringComparison.OrdinalIgnoreCase)
            || !address.AbsolutePath.StartsWith(site.AbsolutePath, StringComparison.Ordinal))
            return null;
        var path = address.AbsolutePath[site.AbsolutePath.Length..].Trim('/').Split('/');
        return path is ["browse", var key] && Is(key) ? key : null;
    }

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,9}-[1-9][0-9]{0,8}$", RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Key();
}
