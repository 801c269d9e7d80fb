namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>The frame of every page: one style, light and dark, nothing fetched from anywhere.</summary>
public static class Page
{
    /// <summary>What a page may do: show its own pictures and styles. No script, no frame, no font, no request.</summary>
    public const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    /// <param name="title">Plain text.</param>
    /// <param name="bar">HTML of the line above the page; empty for none.</param>
    /// <param name="body">HTML.</param>
    public static string Write(string title, string bar, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{Html.Text(title)}</title>
        <style>
        {PageStyle.Css}
        </style>
        </head>
        <body>
        {bar}
        <div class="sheet">
        {body}
        </div>
        </body>
        </html>

        """;

    public static string Severity(string severity) => $"<span class=\"mark {Html.Text(severity.ToLowerInvariant())}\">{Html.Text(severity)}</span>";

    public static string Status(string status) => $"<span class=\"mark {Html.Text(status)}\">{Html.Text(PostmortemStatus.Words(status))}</span>";
}
