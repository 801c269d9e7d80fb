using System.Globalization;
using System.Text.RegularExpressions;

namespace PostmortemBot.Slack.Blocks;

internal sealed partial class LimitCheck
{
    public void Required(string at, string? type, string field, TextObject? text, int most)
    {
        if (string.IsNullOrEmpty(text?.Text)) throw new SlackBlockException(at, type, field, "is empty");
        Optional(at, type, field, text, most);
    }

    public void Optional(string at, string? type, string field, TextObject? text, int most)
    {
        if (text is null) return;
        Length(at, type, field, text.Text, most);
        TextSeen += text.Text.Length;
    }

    public static string TooLong(int length, int most, string? note = null) =>
        $"is {Number(length)} characters long{(note is null ? "" : $" {note}")}, the limit is {Number(most)}";

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Length(string at, string? type, string field, string? text, int most)
    {
        if (text?.Length > most) throw new SlackBlockException(at, type, field, TooLong(text.Length, most), most);
    }

    private static void Count<T>(string at, string? type, string field, IReadOnlyList<T>? items, int fewest, int most)
    {
        var count = items?.Count ?? 0;
        if (count < fewest) throw new SlackBlockException(at, type, field, "is empty");
        if (count > most) throw TooMany(at, type, field, count, most);
    }

    private static SlackBlockException TooMany(string at, string? type, string field, int count, int most) =>
        new(at, type, field, $"has {Number(count)} entries, the limit is {Number(most)}", most);

    private static void Range(string at, string type, string field, int? number, int least, int most)
    {
        if (number < least) throw new SlackBlockException(at, type, field, $"is {number}, the least is {Number(least)}", least);
        if (number > most) throw new SlackBlockException(at, type, field, $"is {Number(number.Value)}, the limit is {Number(most)}", most);
    }

    private static void Url(string at, string? type, string field, string? url, bool webOnly)
    {
        if (string.IsNullOrEmpty(url)) return;
        Length(at, type, field, url, 3_000);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || url[0] == '/')
            throw new SlackBlockException(at, type, field, "is not a whole address with https:// in front");
        if (webOnly && address.Scheme is not ("https" or "http"))
            throw new SlackBlockException(at, type, field, "must start with https:// or http://");
    }

    private void Confirm(string at, ConfirmationDialog? confirm)
    {
        if (confirm is null) return;
        var confirmAt = $"{at}.confirm";
        Required(confirmAt, type: null, "title", confirm.Title, 100);
        Required(confirmAt, type: null, "text", confirm.Text, 300);
        Required(confirmAt, type: null, "confirm", confirm.Confirm, 30);
        Required(confirmAt, type: null, "deny", confirm.Deny, 30);
    }

    private static void Picture(string at, string type, string? url, ImageFileReference? file, string? altText)
    {
        if (string.IsNullOrEmpty(altText)) throw new SlackBlockException(at, type, "alt_text", "is empty");
        Length(at, type, "alt_text", altText, 2_000);
        if (string.IsNullOrEmpty(url) == (file is null))
            throw new SlackBlockException(at, type, "image_url", file is null ? "is missing, and so is slack_file" : "cannot stand beside slack_file");
        Url(at, type, "image_url", url, webOnly: true);
        if (file is null) return;

        if (string.IsNullOrEmpty(file.Id) == string.IsNullOrEmpty(file.Url))
            throw new SlackBlockException(at, type, "slack_file", "must have an id or a url, and not both");
        if (file.Id is { Length: > 0 } id && !FileId().IsMatch(id))
            throw new SlackBlockException(at, type, "slack_file", "has an id that is not F and at least eight capital letters or digits");
        Url(at, type, "slack_file", file.Url, webOnly: true);
    }

    [GeneratedRegex(@"\AF[A-Z0-9]{8,}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileId();
}
