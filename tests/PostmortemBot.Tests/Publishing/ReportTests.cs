using System.Xml.Linq;
using FsCheck.Xunit;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Features.Publishing;

namespace PostmortemBot.Tests.Publishing;

/// <summary>Text that people typed, or pasted to see what happens, in documents others open.</summary>
public sealed class ReportTests
{
    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>",
        "](javascript:alert(1))",
        "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
        "<img src=x onerror=alert(1)>",
        "a | b | c\n| --- | --- |",
        "`code` ```\nfence",
        "\u202Eright to left\u202C שלום عليكم",
        "🎉 👩‍👩‍👧‍👦 e\u0301",
        "&lt;b&gt; &amp; \"quotes\" 'single'",
        "# heading\n---\n    indented\n> quote",
        "[ref]: https://evil.example",
        "<https://evil.example> <a@b.example> javascript:alert(1)",
        "line one\r\nline two\rline three",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Typed_text_is_read_as_the_letters_it_is(string text)
    {
        var html = MarkdownHtml.Render(TypedText.Markdown(text), []);

        var page = XElement.Parse($"<body>{html.Replace("&nbsp;", " ", StringComparison.Ordinal)}</body>");
        AssertHarmless(page);
        Assert.Equal(Letters(text), Letters(page.Value));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void In_a_table_it_stays_in_its_cell(string text)
    {
        var html = MarkdownHtml.Render($"| A | B |\n| --- | --- |\n| {MarkdownText.EscapeLine(text)} | end |\n", []);

        var page = XElement.Parse($"<body>{html}</body>");
        AssertHarmless(page);
        var cells = page.Descendants("td").ToList();
        Assert.Equal(2, cells.Count);
        Assert.Equal("end", cells[1].Value);
    }

    [Property(MaxTest = 300)]
    public void Whatever_is_typed_no_element_comes_of_it(string? text)
    {
        var typed = new string([.. (text ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && letter < '\uFFFE')]);
        AssertHarmless(XElement.Parse($"<body>{MarkdownHtml.Render(TypedText.Markdown($"x{typed}<b>{typed}](javascript:{typed})"), [])}</body>"));
    }

    [Fact]
    public void Even_raw_Markdown_of_a_chapter_cannot_script_or_fetch()
    {
        var html = MarkdownHtml.Render("<script>x</script> [a](javascript:x) [b](data:text/html,x) [c](/local) ![d](https://evil.example/d.png) <javascript:x> [ok](https://ok.example)", []);

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Equal(["https://ok.example"], XElement.Parse($"<body>{html}</body>").Descendants("a").Select(link => link.Attribute("href")!.Value));
        Assert.Contains("rel=\"noopener noreferrer\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_paragraphs_and_addresses_come_out_as_such()
    {
        var html = MarkdownHtml.Render(TypedText.Markdown("First.\nSecond.\n- one\n- two\n1) three\nSee https://wiki.example/a_b?c=1&d=2."), []);

        Assert.Contains("First.<br />\nSecond.</p>", html, StringComparison.Ordinal);
        Assert.Equal(3, XElement.Parse($"<body>{html}</body>").Descendants("li").Count());
        Assert.Contains("<a href=\"https://wiki.example/a_b?c=1&amp;d=2\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Moments_are_marked_up()
    {
        Assert.Contains("<time datetime=\"2026-11-20T14:05Z\">2026-11-20 14:05 UTC</time>", MarkdownHtml.Render("at 2026-11-20 14:05 UTC", []), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("switched over 2026-11-20 14:05 CET")]
    [InlineData("2026-11-20 14:05")]
    public void A_typed_moment_is_not_marked_up_because_nobody_knows_its_zone(string typed)
    {
        var html = MarkdownHtml.Render(TypedText.Markdown(typed), []);

        Assert.DoesNotContain("<time", html, StringComparison.Ordinal);
        Assert.Equal(typed, XElement.Parse($"<body>{html}</body>").Value.Trim());
    }

    [Fact]
    public void A_typed_reference_to_a_picture_stays_as_typed()
    {
        var report = Reported(new ReportSection { Title = "Timeline", Markdown = MarkdownText.EscapeLine("![x](timeline.svg)"), Pictures = [new Picture("timeline", "<svg/>", "x")] });

        Assert.Contains("](timeline.svg)", ReportMarkdown.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_in_the_page_and_named_in_the_Markdown()
    {
        var report = Reported(new ReportSection { Title = "Timeline", Markdown = "![A \"drawing\"](timeline.svg)", Pictures = [new Picture("timeline", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "A \"drawing\"")] });

        var page = ReportPage.Write(report);
        Assert.Contains("alt=\"A &quot;drawing&quot;\" src=\"data:image/svg+xml;base64,", page, StringComparison.Ordinal);
        Assert.Contains("![A \"drawing\"](PM-3-DRAFT-timeline.png)", ReportMarkdown.Write(report), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_title_is_text_everywhere()
    {
        var report = Reported() with { Postmortem = Some.Postmortem() with { Title = "</title><script>alert(1)</script> | # [x](javascript:y)" } };

        Assert.DoesNotContain("<script>", ReportPage.Write(report), StringComparison.Ordinal);
        Assert.StartsWith("# PM-3 · \\</title\\>", ReportMarkdown.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_says_so_and_a_published_report_does_not()
    {
        Assert.Contains("DRAFT", ReportMarkdown.Write(Reported()), StringComparison.Ordinal);
        var published = Reported() with { Postmortem = Some.Postmortem() with { Status = PostmortemStatus.Published, PublishedAt = Some.Moment } };
        Assert.DoesNotContain("DRAFT", ReportMarkdown.Write(published), StringComparison.Ordinal);
        Assert.DoesNotContain("Draft.", ReportPage.Write(published), StringComparison.Ordinal);
    }

    [Fact]
    public void What_changed_after_the_signature_is_named()
    {
        var approved = Some.Postmortem() with { Status = PostmortemStatus.Approved, ApprovedAt = Some.Moment };
        ReportSection Changed(string title, int minutes) => new() { Title = title, Markdown = "", ChangedAt = Some.Moment.AddMinutes(minutes) };

        Assert.Null(SignOffRule.WhyNotPublish(Reported(Changed("Timeline", 0), Changed("Impact", -5)) with { Postmortem = approved }, "Priya"));
        var one = SignOffRule.WhyNotPublish(Reported(Changed("Timeline", 1), Changed("Impact", -5)) with { Postmortem = approved }, "Priya");
        Assert.StartsWith("“Timeline” changed after Priya approved it. Ask for review again", one!.Text, StringComparison.Ordinal);
        var two = SignOffRule.WhyNotPublish(Reported(Changed("Timeline", 1), Changed("Impact", 5)) with { Postmortem = approved }, "<Priya>");
        Assert.StartsWith("“Timeline” and “Impact” changed after &lt;Priya&gt; approved it.", two!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gist_is_the_list_under_the_last_heading_or_the_rows_of_the_table()
    {
        var list = new ReportSection { Title = "Root causes", Markdown = "- tree\n  - nested\n\n### Systemic contributors\n\nWhere it led.\n\n- **No validation \\<before\\> deploy** (condition)\n- **Two**\n  - inner" };
        Assert.Equal(["No validation <before> deploy (condition)", "Two"], SectionGist.Of(list));
        var several = new ReportSection { Title = "Root causes", Markdown = "### Problem 1\n\n- tree\n\n#### Where it led\n\n- **One**\n\n### Problem 2\n\n- tree\n\n#### Where it led\n\n- **Two**\n- **One**" };
        Assert.Equal(["One", "Two"], SectionGist.Of(several));
        var table = new ReportSection { Title = "Action items", Markdown = "| Item | Owner | Type | Due |\n| --- | --- | --- | --- |\n| **AI-1** Lint | Sam | Prevent | 2026-12-04 |" };
        Assert.Equal(["AI-1 Lint · Sam · 2026-12-04"], SectionGist.Of(table));
        Assert.Empty(SectionGist.Of(new ReportSection { Title = "Action items", Markdown = "None." }));
    }

    private static Report Reported(params ReportSection[] sections) =>
        new() { Postmortem = Some.Postmortem(), GeneratedAt = Some.Moment, Sections = sections };

    private static void AssertHarmless(XElement page)
    {
        string[] allowed = ["body", "p", "br", "ul", "ol", "li", "a", "div", "table", "thead", "tbody", "tr", "th", "td", "time", "em", "strong", "code", "pre"];
        Assert.All(page.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, allowed));
        string[] attributes = ["dir", "href", "rel", "class", "tabindex", "style", "datetime", "start"];
        Assert.All(page.Descendants().Attributes(), attribute => Assert.Contains(attribute.Name.LocalName, attributes));
        Assert.All(page.Descendants("a"), link => Assert.StartsWith("http", link.Attribute("href")!.Value, StringComparison.Ordinal));
    }

    /// <summary>Without the spaces and list marks that layout owns.</summary>
    private static string Letters(string text) => new([.. text.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter))]);
}
