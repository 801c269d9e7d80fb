using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Causes.FaultTrees;
using PostmortemBot.Features.Causes.Fishbone;
using PostmortemBot.Features.Causes.Maps;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Slack;
using Dot = PostmortemBot.Features.Causes.Drawing.Dot;

namespace PostmortemBot.Tests.Causes.Drawing;

/// <summary>The drawings as text in the Markdown report: whatever was typed, it is a drawing of that text and nothing else.</summary>
public sealed partial class SourcesTests
{
    public static TheoryData<string> Hostile =>
    [
        .. PromptBlocksTests.Nasty.Select(row => row.Data),
        "end", "graph TD; a-->b", "%% comment", "\"] --> x[\"", "`\n```\n# heading\n```mermaid", "</details><script>alert(1)</script>", "style n0 fill:#fff;stroke:#000;", "classDef default fill:#f9f;",
        "\\\" \\N \\G", "click n0 href \"javascript:alert(1)\"", "--- title: x ---", "#quot; #35; &quot; &#35;", "🔥👩‍👩‍👧‍👦", "\u202Eabc", "a\u0000b\uD800c ]]> -->", "| pipe |", "subgraph x", "%%{init: {}}%%", "a{{b}}", "<br/><b>x</b>", "\u2028\u2029\u0085",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Graphviz_reads_every_DOT_and_finds_the_nodes_that_were_meant(string text)
    {
        foreach (var sketch in Sketches(text))
        {
            var read = await Canonical(Dot.Write(sketch));
            Assert.Equal(sketch.Nodes.Count + sketch.Columns.Count, Node().Count(read));
            Assert.Equal(sketch.Links.Count + Math.Max(0, sketch.Columns.Count - 1), read.Split(" -> ").Length - 1);
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Every_Mermaid_line_is_one_of_the_kinds_that_are_written(string text)
    {
        foreach (var sketch in Sketches(text))
        {
            var lines = Mermaid.Write(sketch)!.TrimEnd('\n').Split('\n');
            Assert.Matches("^flowchart (TB|LR)$", lines[0]);
            Assert.All(lines.Skip(1), line => Assert.True(MermaidNode().IsMatch(line) || MermaidLink().IsMatch(line) || MermaidStyle().IsMatch(line), line));
            Assert.Equal(sketch.Nodes.Count, lines.Count(line => MermaidNode().IsMatch(line)));
            Assert.Equal(sketch.Links.Count, lines.Count(line => MermaidLink().IsMatch(line)));
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Every_line_of_the_mind_map_is_one_box_with_harmless_words(string text)
    {
        var drawn = new Drawn(text).Because("top", "a", text);
        Note[] notes = [new() { WorkspaceId = "T1", NoteId = Guid.CreateVersion7(Drawn.Now), PostmortemId = Guid.Empty, Category = Mrkdwn.Cut(text, 40), Text = text, CreatedAt = Drawn.Now, UpdatedAt = Drawn.Now }];
        var lines = FishboneMermaid.Write(new FishboneDiagram(text, Categories.Default, drawn.Graph, [new PlacedCause { CauseId = drawn["a"], Category = "Process" }], notes)).TrimEnd('\n').Split('\n');

        Assert.Equal("mindmap", lines[0]);
        Assert.Equal(6, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Matches(MindMapBox(), line));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void In_the_report_each_stays_between_its_fences(string text)
    {
        var sources = Sketches(text).SelectMany(sketch => DrawnSketch.Sources("It", sketch)).ToList();
        var report = new Report { Postmortem = Drawn.Postmortem(), GeneratedAt = Drawn.Now, Sections = [new ReportSection { Title = "Causes", Markdown = "words", Sources = sources }, new ReportSection { Title = "Next", Markdown = "more words" }] };
        var document = Markdown.Parse(ReportMarkdown.Write(report));

        Assert.Equal(sources.Select(source => (source.Language, source.Text.ReplaceLineEndings("\n").TrimEnd())), document.Descendants<FencedCodeBlock>().Select(block => (block.Info!, block.Lines.ToString())));
        Assert.Equal(3, document.OfType<HeadingBlock>().Count());
        Assert.Equal(3, document.OfType<HtmlBlock>().Count(block => block.Lines.ToString().StartsWith("</details>", StringComparison.Ordinal)));
    }

    [Fact]
    public void Words_are_read_back_as_they_were_typed()
    {
        var mermaid = Mermaid.Write(CausesDot.Sketch(new Drawn("\"a\" -> <b> #1; `c` [end]").Because("top", "x").Graph))!;
        var label = MermaidNode().Match(mermaid.Split('\n')[1]).Groups["label"].Value;
        Assert.Equal("PROBLEM<br/>\"a\" -> <b> #1; `c` [end]", Number().Replace(label, number => ((char)int.Parse(number.Groups["code"].ValueSpan, CultureInfo.InvariantCulture)).ToString()));
    }

    [Fact]
    public void What_Mermaid_would_refuse_for_its_length_is_told_in_shorter_words_or_not_at_all()
    {
        var drawn = new Drawn();
        for (var i = 0; i < 140; i++)
            drawn.Because("top", $"c{i}", new string('<', 3000));
        Assert.InRange(Mermaid.Write(CausesDot.Sketch(drawn.Graph))!.Length, 1000, Mermaid.Length);

        var many = new Sketch { Name = "many", GrowsRight = false, Nodes = [new SketchNode { Id = "n0", Text = "x" }], Links = [.. Enumerable.Repeat(new SketchLink("n0", "n0"), 501)] };
        Assert.Equal(["dot"], DrawnSketch.Sources("Many", many).Select(source => source.Language));
    }

    [Fact]
    public void An_empty_graph_has_nothing_to_draw()
    {
        var empty = new CauseGraph([], []);
        Assert.Empty(CausesPicture.Sources(empty));
        Assert.Null(FaultTree.Of(empty));
        Assert.Null(CausalMap.Of(empty));
    }

    private static IEnumerable<Sketch> Sketches(string text)
    {
        var drawn = new Drawn(text).Because("top", "a", text, stop: text).Because("top", "b", text).Because("b", "c", text, gate: Gates.Or).Because("b", "d", text, gate: Gates.Or);
        drawn.With("a", cause => cause with { Service = text, OccurredAt = Drawn.Now, Confidence = Confidences.Confirmed }).With("c", cause => cause with { Service = "db", Confidence = Confidences.Suspected });
        yield return CausesDot.Sketch(drawn.Graph);
        yield return FaultTreeSources.SketchOf(FaultTree.Of(drawn.Graph)!);
        yield return MapSketch.Of(CausalMap.Of(drawn.Graph)!);
    }

    private static async Task<string> Canonical(string dot)
    {
        using var process = Process.Start(new ProcessStartInfo("dot", ["-Tcanon"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(dot);
        process.StandardInput.Close();
        var (read, complaints) = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, complaints));
        return read;
    }

    // Nothing between the quotes ends them, opens a tag or a directive, or is read as code, but for signs by their number.
    [GeneratedRegex("""^(  head|    b\d+|      c\d+)\["([^"#\[\]<>%`:;(){}|&\\\r\n]|#\d+;)+"\]$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MindMapBox();

    [GeneratedRegex(@"^\s+[nt][0-9]+g?\t+\[|^\s+problem\t+\[", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Node();

    [GeneratedRegex(@"^  (n[0-9]+g?|problem)(\[""(?<label>([^\x00-\x7F]|[A-Za-z0-9 .,/+'?!\-]|#[0-9]+;|<br/>)*)""\]|\{\{""([A-Za-z0-9 ]|#58;)+""\}\})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MermaidNode();

    [GeneratedRegex(@"^  (n[0-9]+g?|problem) (-->|---|-\.->)(\|""[a-z0-9 ]+""\|)? (n[0-9]+g?|problem)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MermaidLink();

    [GeneratedRegex(@"^  style (n[0-9]+|problem)(,(n[0-9]+|problem))* fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}(,stroke-width:2px)?(,stroke-dasharray:5 4)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MermaidStyle();

    [GeneratedRegex("#(?<code>[0-9]+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Number();
}
