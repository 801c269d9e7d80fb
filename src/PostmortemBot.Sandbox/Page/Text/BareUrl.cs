namespace PostmortemBot.Sandbox.Page.Text;

internal static class BareUrl
{
    /// <summary>The length of the http(s) address that starts here, or 0.</summary>
    public static int LengthAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var scheme = rest.StartsWith("https://") ? 8 : rest.StartsWith("http://") ? 7 : 0;
        if (scheme == 0)
            return 0;
        var length = scheme;
        while (length < rest.Length && !char.IsWhiteSpace(rest[length]) && rest[length] is not ('<' or '>' or '|' or '"' or '*' or '`' or ')'))
        {
            if (rest[length..].StartsWith("&lt;") || rest[length..].StartsWith("&gt;"))
                break;
            length++;
        }
        while (length > scheme && rest[length - 1] is '.' or ',' or ';' or '!' or '?' or ':' or '\'' or '_' or '~')
            length--;
        return length > scheme ? length : 0;
    }
}
