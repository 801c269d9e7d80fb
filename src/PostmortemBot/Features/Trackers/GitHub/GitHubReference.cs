using System.Globalization;
using System.Text.RegularExpressions;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Trackers.GitHub;

/// <summary>An issue of a repository: owner/repo#12.</summary>
public sealed partial record GitHubReference(string Owner, string Repository, int Number)
{
    public override string ToString() => $"{Owner}/{Repository}#{Number.ToString(CultureInfo.InvariantCulture)}";

    public static GitHubReference? Parse(string text) => Of(Short().Match(text));

    /// <summary>Also its address at the configured host, with whatever stands behind it.</summary>
    public static GitHubReference? Read(string typed, Uri web)
    {
        var text = typed.Trim();
        if (Parse(text) is { } known)
            return known;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme != web.Scheme || address.Port != web.Port || address.UserInfo.Length > 0
            || !string.Equals(address.IdnHost, web.IdnHost, StringComparison.OrdinalIgnoreCase))
            return null;
        return Of(Path().Match(address.AbsolutePath));
    }

    /// <summary>Where people see the issues of an API.</summary>
    public static Uri Web(Uri api) =>
        api.IdnHost.Equals("api.github.com", StringComparison.OrdinalIgnoreCase)
            ? new Uri("https://github.com/")
            : new Uri(api.GetLeftPart(UriPartial.Authority) + "/");

    private static GitHubReference? Of(Match match) =>
        match.Success && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new GitHubReference(match.Groups["owner"].Value, match.Groups["repository"].Value, number)
            : null;

    [GeneratedRegex(@"^(?<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?<repository>(?!\.{1,2}#)[A-Za-z0-9._-]{1,100})#(?<number>[0-9]{1,9})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Short();

    [GeneratedRegex(@"^/(?<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?<repository>(?!\.{1,2}/)[A-Za-z0-9._-]{1,100})/issues/(?<number>[0-9]{1,9})/?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Path();
}
