using System.Globalization;
using System.Security;
using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Draws a fishbone: K. Ishikawa, "Guide to Quality Control", 1968, chapter 3. Light, and dark where the reader's screen is.</summary>
public static class FishbonePicture
{
    public const string Name = "fishbone";

    /// <summary>Beyond this a drawing helps nobody; the list has the rest.</summary>
    public const int MostCauses = 150;

    private const int Margin = 26;
    private const int LegendHeight = 34;
    private const double LeastWidth = 560;

    // What does not know the question, as the maker of PNG, draws the light one.
    private const string Style = """
        <style>
        .plate { fill: #ffffff } .bone { stroke: #4a5568 } .spine { stroke: #1d1c1d } .own { stroke: #a0a4ab } .moved { stroke: #1264a3 }
        .words { fill: #1d1c1d } .soft { fill: #616061 } .name { fill: #2f4858 } .onname { fill: #ffffff } .head { fill: #fde3e1; stroke: #c0392b }
        .ownmark { fill: #ffffff; stroke: #868686 } .movedmark { fill: #1264a3; stroke: #1264a3 }
        @media screen and (prefers-color-scheme: dark) {
        .plate { fill: #1a1d21 } .bone { stroke: #9aa5b4 } .spine { stroke: #e8e8e8 } .own { stroke: #6b7280 } .moved { stroke: #62b0e8 }
        .words { fill: #e8e8e8 } .soft { fill: #abadb0 } .name { fill: #a9c7d9 } .onname { fill: #1a1d21 } .head { fill: #43211f; stroke: #e57368 }
        .ownmark { fill: #1a1d21; stroke: #abadb0 } .movedmark { fill: #62b0e8; stroke: #62b0e8 }
        }
        </style>
        """;

    /// <summary>Null: too many causes to draw.</summary>
    public static Picture? Draw(Postmortem postmortem, FishboneDiagram fishbone)
    {
        var count = fishbone.DrawnCount;
        if (count > MostCauses)
            return null;

        var layout = new FishboneLayout(fishbone);
        var (width, height) = (Math.Max(layout.Width + 2 * Margin, LeastWidth), layout.Height + 2 * Margin + LegendHeight);
        var title = $"Fishbone of {postmortem.Key}: {(count == 1 ? "1 cause" : $"{count} causes")} on {fishbone.Drawn.Count} bones";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:F0} {height:F0}" width="{width:F0}" height="{height:F0}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" role="img">
            <title>{title}</title>
            {Style}
            <rect class="plate" width="{width:F0}" height="{height:F0}"/>
            <g transform="translate({Margin} {Margin})">
            <line class="spine" x1="0" y1="{layout.Spine:F1}" x2="{layout.SpineEnd:F1}" y2="{layout.Spine:F1}" stroke-width="4" stroke-linecap="round"/>

            """);
        foreach (var bone in layout.Bones)
            BoneLines(svg, layout, bone);
        foreach (var bone in layout.Bones)
            BoneWords(svg, layout, bone);
        Head(svg, layout);
        svg.AppendLine("</g>");
        Legend(svg, height - LegendHeight + 6);
        return new Picture(Name, svg.Append("</svg>").ToString(), title);
    }

    private static void BoneLines(StringBuilder svg, FishboneLayout layout, PlacedBone bone)
    {
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line class="bone" x1="{FishboneLayout.Across(bone, bone.Length):F1}" y1="{layout.Down(bone, bone.Length):F1}" x2="{bone.Joins:F1}" y2="{layout.Spine:F1}" stroke-width="2.4" stroke-linecap="round"/>""");
        foreach (var twig in bone.Twigs)
        {
            // Under its words: nearer to the spine above it, further from it below.
            var away = bone.IsAbove ? twig.Near : twig.Far;
            var (left, _) = layout.Label(bone, twig);
            var (at, end) = (FishboneLayout.Across(bone, away), twig.IsRight ? left + FishboneLayout.LabelWidth : left);
            var y = layout.Down(bone, away);
            var mark = twig.Entry.IsInGraph ? "moved" : "own";
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line class="{mark}" x1="{end:F1}" y1="{y:F1}" x2="{at:F1}" y2="{y:F1}" stroke-width="{(twig.Entry.IsInGraph ? 2 : 1.2)}"/><circle class="{mark}mark" cx="{at:F1}" cy="{y:F1}" r="3.4" stroke-width="1.2"/>""");
        }
    }

    private static void BoneWords(StringBuilder svg, FishboneLayout layout, PlacedBone bone)
    {
        var (left, top) = layout.Name(bone);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<g class="bone-name"><rect class="name" x="{left:F1}" y="{top:F1}" width="{bone.NameWidth:F1}" height="{FishboneLayout.NameHeight}" rx="6"/><text class="onname" x="{left + bone.NameWidth / 2:F1}" y="{top + 18.5:F1}" font-size="{FishboneLayout.NameSize}" font-weight="bold" text-anchor="middle">{Text(bone.Name)}</text></g>""");
        foreach (var twig in bone.Twigs)
        {
            var (x, y) = layout.Label(bone, twig);
            for (var i = 0; i < twig.Lines.Count; i++)
                svg.Append(CultureInfo.InvariantCulture, $"""<text class="words" {Start(twig.Lines[i], x, FishboneLayout.LabelWidth)} y="{y + 11.5 + i * FishboneLayout.LineHeight:F1}" font-size="{FishboneLayout.FontSize}">{Text(twig.Lines[i])}</text>""");
            if (twig.Note.Length > 0)
                svg.Append(CultureInfo.InvariantCulture, $"""<text class="soft" x="{x:F1}" y="{y + 9.5 + twig.Lines.Count * FishboneLayout.LineHeight:F1}" font-size="9.5">{Text(twig.Note)}</text>""");
            svg.AppendLine();
        }
    }

    /// <summary>A head that ends in a point, as a fish's does.</summary>
    private static void Head(StringBuilder svg, FishboneLayout layout)
    {
        var (left, top, bottom) = (layout.SpineEnd, layout.Spine - layout.HeadHeight / 2, layout.Spine + layout.HeadHeight / 2);
        var (shoulder, nose) = (left + FishboneLayout.HeadWidth - 26, left + FishboneLayout.HeadWidth);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<path class="head" d="M {left:F1} {top + 10:F1} Q {left:F1} {top:F1} {left + 10:F1} {top:F1} L {shoulder:F1} {top:F1} Q {nose:F1} {layout.Spine:F1} {nose:F1} {layout.Spine:F1} Q {nose:F1} {layout.Spine:F1} {shoulder:F1} {bottom:F1} L {left + 10:F1} {bottom:F1} Q {left:F1} {bottom:F1} {left:F1} {bottom - 10:F1} Z" stroke-width="1.8"/>""");
        var y = layout.Spine - layout.Head.Count * FishboneLayout.HeadLine / 2 + 14;
        for (var i = 0; i < layout.Head.Count; i++)
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text class="words" {Start(layout.Head[i], left + 14, FishboneLayout.HeadWidth - 44)} y="{y + i * FishboneLayout.HeadLine:F1}" font-size="{FishboneLayout.HeadSize}" font-weight="bold">{Text(layout.Head[i])}</text>""");
    }

    private static void Legend(StringBuilder svg, double y) => svg.AppendLine(CultureInfo.InvariantCulture, $"""
        <g transform="translate({Margin} {y:F1})"><circle class="movedmark" cx="5" cy="9" r="3.4" stroke-width="1.2"/><text class="soft" x="16" y="13" font-size="10.5">in the graph of causes</text><circle class="ownmark" cx="170" cy="9" r="3.4" stroke-width="1.2"/><text class="soft" x="181" y="13" font-size="10.5">noted on the fishbone, not moved into the causes yet</text></g>
        """);

    /// <summary>Lines in Hebrew or Arabic begin at the right edge of their box.</summary>
    private static string Start(string line, double left, double width) => line.FirstOrDefault(char.IsLetter) is >= '\u0590' and <= '\u08FF'
        ? string.Create(CultureInfo.InvariantCulture, $"x=\"{left + width:F1}\" direction=\"rtl\"")
        : string.Create(CultureInfo.InvariantCulture, $"x=\"{left:F1}\"");

    private static string Text(string text) => SecurityElement.Escape(CausesDot.Printable(text));
}
