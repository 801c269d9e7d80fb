using System.Text;
using NetVips;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>The report as files: to read, to file away, and pictures that chat can show.</summary>
public sealed partial class ReportFiles(ILogger<ReportFiles> logger)
{
    public IReadOnlyList<FileUpload> Write(Report report)
    {
        var key = report.Postmortem.Key;
        var mark = report.IsDraft ? "-DRAFT" : "";
        var files = new List<FileUpload>
        {
            new() { Filename = report.FileName("report.md"), Content = Encoding.UTF8.GetBytes(ReportMarkdown.Write(report)), Title = $"{key}{mark} report (Markdown)" },
            new() { Filename = report.FileName("report.html"), Content = Encoding.UTF8.GetBytes(ReportPage.Write(report)), Title = $"{key}{mark} report (HTML, to open and to print)" },
        };
        foreach (var picture in report.Pictures)
        {
            if (Drawn(report.Postmortem, picture) is { } content)
                files.Add(new FileUpload { Filename = report.FileName($"{picture.Name}.png"), Content = content, Title = $"{key}{mark} {picture.Name}", AltText = Mrkdwn.Cut(picture.AltText, 1000) });
        }

        return files;
    }

    private byte[]? Drawn(Postmortem postmortem, Picture picture)
    {
        try
        {
            return Png.Write(picture);
        }
        catch (VipsException failure)
        {
            // The same drawing is in the HTML file; a missing copy of it must not keep the report back.
            NotDrawn(logger, failure, picture.Name, postmortem.Key);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The picture {Picture} of {Postmortem} could not be drawn as PNG")]
    private static partial void NotDrawn(ILogger logger, Exception failure, string picture, string postmortem);
}
