namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>Decides which addresses from an app may become a link or a picture.</summary>
public static class SafeUrl
{
    public static bool IsLink(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" or "mailto" or "tel"
        && !url.Any(char.IsControl);

    public static bool IsPicture(string? url) =>
        url is not null
        && (url.StartsWith("/sandbox/files/", StringComparison.Ordinal)
            || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"));
}
