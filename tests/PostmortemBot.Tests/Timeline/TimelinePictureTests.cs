using System.Xml.Linq;
using PostmortemBot.Features.Timeline;
using PostmortemBot.Tests.Publishing;

namespace PostmortemBot.Tests.Timeline;

public sealed class TimelinePictureTests
{
    [Fact]
    public void Every_colour_has_a_dark_one_for_readers_whose_screen_is_dark()
    {
        var start = Some.Moment;
        var entries = EntryKinds.All.Select((kind, index) => new TimelineEntry
        {
            WorkspaceId = "T1",
            EntryId = Guid.CreateVersion7(start),
            OccurredAt = start.AddMinutes(index),
            Kind = kind.Kind,
            Text = kind.Name,
            PostmortemId = Guid.Empty,
            Source = EntrySource.Command,
            AuthorId = "U1",
            CreatedAt = start,
            UpdatedAt = start,
        }).ToList();
        var incident = Some.Postmortem() with { StartedAt = start, DetectedAt = start.AddMinutes(2), MitigatedAt = start.AddMinutes(5), ResolvedAt = start.AddMinutes(8) };

        var root = XDocument.Parse(TimelinePicture.Draw(incident, entries).Svg).Root!;

        var used = root.Descendants().SelectMany(element => new[] { element.Attribute("fill")?.Value, element.Attribute("stroke")?.Value }).OfType<string>().Distinct().ToList();
        Assert.Contains(TimelineColours.Mitigated, used);
        Assert.All(used, colour => Assert.Contains($"[fill=\"{colour}\"] {{ fill: {TimelineColours.Dark[colour]} }}", root.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Words_and_points_stand_out_in_the_light_and_in_the_dark()
    {
        foreach (var turned in (Func<string, string>[])[colour => colour, colour => TimelineColours.Dark[colour]])
        {
            Assert.All([TimelineColours.Paper, TimelineColours.Undetected, TimelineColours.Repairing, TimelineColours.Mitigated], ground => Assert.InRange(Contrast.Of(turned(TimelineColours.Ink), turned(ground)), 7, 21));
            Assert.InRange(Contrast.Of(turned(TimelineColours.Soft), turned(TimelineColours.Paper)), 4.5, 21);
            Assert.All(EntryKinds.All, kind => Assert.InRange(Contrast.Of(turned(TimelineColours.Of(kind.Kind)), turned(TimelineColours.Paper)), 3, 21));
        }
    }
}
