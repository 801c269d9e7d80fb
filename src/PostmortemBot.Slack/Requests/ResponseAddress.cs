namespace PostmortemBot.Slack;

/// <summary>A <c>response_url</c> that is none counts as missing, so that whoever has words to say takes another way.</summary>
internal static class ResponseAddress
{
    public static string? OrNull(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http") ? url : null;
}
