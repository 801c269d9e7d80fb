using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>
/// A chapter's Markdown as HTML that can do no harm: no raw HTML, no address but http, https and mailto, no picture
/// but the chapter's own, which are put into the page itself.
/// </summary>
public static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    public static string Render(string markdown, IReadOnlyList<Picture> pictures)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var block in document.Descendants<Block>())
            Prepare(block);

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new Links(pictures));
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new Addresses());
        renderer.ObjectRenderers.Replace<LiteralInlineRenderer>(new Literals());
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new WideTables());
        renderer.Render(document);
        writer.Flush();
        return writer.ToString();
    }

    private static void Prepare(Block block)
    {
        // The chapter's own title is the second level; a chapter does not speak above it.
        if (block is HeadingBlock heading)
            heading.Level = Math.Clamp(heading.Level, 3, 6);
        // Each block finds its own direction, so that one name from right to left does not turn the page around.
        if (block is HeadingBlock or ParagraphBlock or ListItemBlock or TableCell)
            block.GetAttributes().AddProperty("dir", "auto");
    }

    private static bool IsHarmless(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto";

    private static void Open(HtmlRenderer renderer, string url) =>
        renderer.Write("<a href=\"").WriteEscapeUrl(url).Write("\" rel=\"noopener noreferrer\">");

    private sealed class Links(IReadOnlyList<Picture> pictures) : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            if (link.IsImage)
            {
                if (pictures.FirstOrDefault(picture => $"{picture.Name}.svg" == link.Url) is { } picture)
                    renderer.Write(Html.Image(picture));
                else
                    renderer.WriteChildren(link);
                return;
            }

            var harmless = IsHarmless(link.Url);
            if (harmless)
                Open(renderer, link.Url!);
            renderer.WriteChildren(link);
            if (harmless)
                renderer.Write("</a>");
        }
    }

    private sealed class Addresses : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            var url = link.IsEmail ? "mailto:" + link.Url : link.Url;
            var harmless = IsHarmless(url);
            if (harmless)
                Open(renderer, url);
            renderer.WriteEscape(link.Url);
            if (harmless)
                renderer.Write("</a>");
        }
    }

    /// <summary>Marks moments up for machines. A typed one is not taken for it: <see cref="MarkdownText.Escape"/> escapes a dash in it, so it arrives as several literals.</summary>
    private sealed class Literals : HtmlObjectRenderer<LiteralInline>
    {
        protected override void Write(HtmlRenderer renderer, LiteralInline literal)
        {
            var text = literal.Content.ToString();
            renderer.Write(Html.Moment().Replace(Html.Text(text), "<time datetime=\"${day}T${time}Z\">$0</time>"));
        }
    }

    /// <summary>A table wider than the page scrolls by itself, also with the keyboard.</summary>
    private sealed class WideTables : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.EnsureLine().Write("<div class=\"wide\" tabindex=\"0\">");
            base.Write(renderer, table);
            renderer.Write("</div>").EnsureLine();
        }
    }
}

/// <summary>Pieces of HTML that are right by construction.</summary>
public static partial class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    // Shrunk to the page's width, what is wider than this could not be read: it scrolls by itself.
    private const double Broad = 1100;

    public static string Image(Picture picture) =>
        Width().Match(picture.Svg) is { Success: true } width && double.Parse(width.Groups["width"].ValueSpan, CultureInfo.InvariantCulture) > Broad
            ? $"<span class=\"wide\" tabindex=\"0\">{Drawn(picture)}</span>"
            : Drawn(picture);

    private static string Drawn(Picture picture) =>
        $"<img class=\"picture\" alt=\"{Text(picture.AltText)}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.Svg))}\">";

    public static string Time(DateTimeOffset at) =>
        $"<time datetime=\"{at.UtcDateTime:yyyy-MM-ddTHH:mm}Z\">{Moments.Words(at)}</time>";

    [GeneratedRegex(@"\b(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) (?<time>[0-9]{2}:[0-9]{2})(?: UTC)?\b", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    internal static partial Regex Moment();

    [GeneratedRegex(@"^[^>]*<svg [^>]*?\bwidth=""(?<width>[0-9]{1,6}(\.[0-9]{1,6})?)""", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Width();
}
