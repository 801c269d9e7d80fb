using System.Globalization;
using System.Net;
using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Timeline;

/// <summary>Draws the timeline: the phases of the incident as bands, each moment as a point with its words.</summary>
public static class TimelinePicture
{
    private const int Width = 960;
    private const int Margin = 40;
    private const int RowHeight = 30;
    private const int AxisTop = 78;
    private const int MostRows = 40;

    public static Picture Draw(Postmortem postmortem, IReadOnlyList<TimelineEntry> entries)
    {
        var shown = entries.Take(MostRows).ToList();
        DateTimeOffset?[] marks = [postmortem.StartedAt, postmortem.DetectedAt, postmortem.MitigatedAt, postmortem.ResolvedAt];
        var instants = shown.Select(entry => entry.OccurredAt).Concat(marks.OfType<DateTimeOffset>()).ToList();
        var (from, to) = (instants.Min(), instants.Max());
        if (to - from < TimeSpan.FromMinutes(1))
            to = from.AddMinutes(1);

        double X(DateTimeOffset at) => Margin + (at - from) / (to - from) * (Width - 2 * Margin);
        var height = AxisTop + 34 + shown.Count * RowHeight + (entries.Count > shown.Count ? RowHeight : 0) + 16;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" role="img">
            <title>{Text($"Timeline of {postmortem.Key}")}</title>
            <style>{TimelineColours.Style}</style>
            <rect width="{Width}" height="{height}" fill="{TimelineColours.Paper}"/>
            <text x="{Margin}" y="26" font-size="15" font-weight="bold" fill="{TimelineColours.Ink}">{Text(Shorten(postmortem.Title, 90))}</text>

            """);
        Band(svg, X, postmortem.StartedAt, postmortem.DetectedAt, TimelineColours.Undetected, "undetected");
        Band(svg, X, postmortem.DetectedAt ?? postmortem.StartedAt, postmortem.MitigatedAt ?? postmortem.ResolvedAt, TimelineColours.Repairing, "being repaired");
        Band(svg, X, postmortem.MitigatedAt, postmortem.ResolvedAt, TimelineColours.Mitigated, "mitigated");
        svg.Append(CultureInfo.InvariantCulture, $"""
            <line x1="{Margin}" y1="{AxisTop}" x2="{Width - Margin}" y2="{AxisTop}" stroke="{TimelineColours.Soft}" stroke-width="2"/>
            <text x="{Margin}" y="{AxisTop + 20}" font-size="11" fill="{TimelineColours.Soft}">{from.UtcDateTime:yyyy-MM-dd HH:mm} UTC</text>
            <text x="{Width - Margin}" y="{AxisTop + 20}" font-size="11" fill="{TimelineColours.Soft}" text-anchor="end">{to.UtcDateTime:yyyy-MM-dd HH:mm} UTC</text>

            """);
        // Lines first, so that words stand before the lines they cross.
        for (var row = 0; row < shown.Count; row++)
            Line(svg, X(shown[row].OccurredAt), Row(row), shown[row]);
        for (var row = 0; row < shown.Count; row++)
            Moment(svg, X(shown[row].OccurredAt), Row(row), shown[row]);
        if (entries.Count > shown.Count)
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Margin}" y="{height - 18}" font-size="12" fill="{TimelineColours.Soft}">and {entries.Count - shown.Count} more in the table</text>""");
        svg.Append("</svg>");
        return new Picture("timeline", svg.ToString(), $"Timeline of {postmortem.Key} with {entries.Count} moments");
    }

    private static void Band(StringBuilder svg, Func<DateTimeOffset, double> x, DateTimeOffset? from, DateTimeOffset? to, string colour, string words)
    {
        if (from is not { } start || to is not { } end || end <= start)
            return;
        var (left, width) = (x(start), x(end) - x(start));
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{left:F1}" y="{AxisTop - 32}" width="{width:F1}" height="30" fill="{colour}"/>""");
        // About six units a letter at this size: words that would not fit are left to the table.
        if (width > (words.Length + 8) * 6.2)
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{left + width / 2:F1}" y="{AxisTop - 12}" font-size="11" fill="{TimelineColours.Ink}" text-anchor="middle">{words} {Durations.Words(end - start)}</text>""");
        svg.AppendLine();
    }

    private static int Row(int row) => AxisTop + 46 + row * RowHeight;

    private static void Line(StringBuilder svg, double x, int y, TimelineEntry entry) => svg.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<line x1="{x:F1}" y1="{AxisTop}" x2="{x:F1}" y2="{y}" stroke="{TimelineColours.Of(entry.Kind)}" stroke-width="1" stroke-opacity="0.35"/>""");

    private static void Moment(StringBuilder svg, double x, int y, TimelineEntry entry)
    {
        var colour = TimelineColours.Of(entry.Kind);
        // Words stand on whichever side of the point has the room.
        var onTheLeft = x > Width * 0.62;
        var letters = (int)((onTheLeft ? x - Margin : Width - Margin - x) / 6.9) - 8;
        svg.Append(CultureInfo.InvariantCulture, $"""
            <circle cx="{x:F1}" cy="{y}" r="5" fill="{colour}"/>
            <text x="{(onTheLeft ? x - 11 : x + 11):F1}" y="{y + 4}" font-size="12" fill="{TimelineColours.Ink}" stroke="{TimelineColours.Paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke" text-anchor="{(onTheLeft ? "end" : "start")}"><tspan font-weight="bold">{entry.OccurredAt.UtcDateTime:HH:mm}</tspan> {Text(Shorten(entry.Text, Math.Max(16, letters)))}</text>

            """);
    }

    private static string Shorten(string text, int letters) => Slack.Mrkdwn.Cut(text.ReplaceLineEndings(" "), letters);

    /// <summary>XML has no place for control characters, even escaped.</summary>
    private static string Text(string text) =>
        WebUtility.HtmlEncode(new string([.. text.Where(character => !char.IsControl(character) && character is not ('\uFFFE' or '\uFFFF'))]));
}
