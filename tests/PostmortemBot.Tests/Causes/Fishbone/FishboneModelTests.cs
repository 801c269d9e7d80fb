using System.Text.RegularExpressions;
using PostmortemBot.Features.Causes.Fishbone;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Tests.Causes.Fishbone;

public sealed class FishboneModelTests
{
    [Fact]
    public void Every_built_in_factor_belongs_to_a_built_in_bone() =>
        Assert.All(Taxonomy.Belongs, pair => Assert.Equal(pair.Bone, FactorBones.Of(pair.Factor, Categories.Default)));

    [Fact]
    public void A_bone_s_name_alone_heads_the_lines_that_follow()
    {
        Assert.False(TypedCauses.Read("First\nprocess:\n- Second\n2) Third\nTechnology: Fourth\nFifth", "Monitoring", Categories.Default).Failed(out _, out var read));
        Assert.Equal([("First", "Monitoring"), ("Second", "Process"), ("Third", "Process"), ("Fourth", "Technology"), ("Fifth", "Process")], read.Select(cause => (cause.Text, cause.Category)));
    }

    [Theory]
    [InlineData("Rollback took 40 minutes: nobody had the keys")]
    [InlineData("🔥")]
    [InlineData("12:40 the limit was reached")]
    [InlineData("C++ has no bounds here")]
    public void What_only_looks_like_a_mark_stays_as_it_was_typed(string line)
    {
        Assert.False(TypedCauses.Read(line, null, Categories.Default).Failed(out _, out var read));
        Assert.Equal(new TypedCause(line, null), Assert.Single(read));
    }

    [Theory]
    [InlineData("The alert came too late", "Alerts came late", true)]
    [InlineData("No canary for balancer configs", "Balancer configs have no canary", true)]
    [InlineData("No canary", "No alert", false)]
    [InlineData("The database ran out of connections", "The cache ran out of memory", false)]
    [InlineData("🔥", "🔥🔥", false)]
    public void Causes_that_share_most_of_their_words_are_alike(string one, string other, bool alike) =>
        Assert.Equal(alike, SimilarNotes.Alike(one, other) >= 0.5);

    [Fact]
    public void Three_hundred_causes_are_compared_in_no_time()
    {
        var entries = Fishes.Of([.. Enumerable.Range(0, 300).Select(number => ((string?)"Process", $"Cause {number} {new string('a', number)} was so in region {number % 7}"))]).Own.ToList();
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        SimilarNotes.Of(entries);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_group_stays_together_when_its_first_is_taken_off()
    {
        var head = Fishes.Note("No canary", "Process");
        var other = Fishes.Note("There is no canary", "Process", 1) with { MergedInto = head.NoteId };
        Assert.Equal("There is no canary", Assert.Single(Fishbone(head, other).Entries).Also[0].Text);
        Assert.Equal("There is no canary", Assert.Single(Fishbone(head with { RemovedAt = Drawn.Now }, other).Entries).Text);
    }

    [Fact]
    public void Dots_of_a_group_count_for_it_and_sort_its_bone()
    {
        var head = Fishes.Note("No canary", "Process", 1, dots: 1);
        var fishbone = Fishbone(Fishes.Note("No review", "Process", 0, dots: 2), head, Fishes.Note("There is no canary", "Process", 2, dots: 2) with { MergedInto = head.NoteId });
        Assert.Equal([("No canary", 3), ("No review", 2)], fishbone.Entries.Select(entry => (entry.Text, entry.Dots)));
    }

    [Theory]
    [InlineData("testing", "Process")]
    [InlineData("PROCESS", "Process")]
    [InlineData("Knowledge and training", "People and skills")]
    [InlineData("Weather", "Weather")]
    public void A_cause_of_the_graph_stands_on_the_bone_of_its_factor(string factor, string bone)
    {
        var graph = new Drawn().Because("top", "canary", "No canary");
        var fishbone = new FishboneDiagram("Payments failed", Categories.Default, graph.Graph, [new PlacedCause { CauseId = graph["canary"], Category = factor }], []);
        Assert.Equal(bone, Assert.Single(fishbone.Entries).Category);
        Assert.Equal("Testing", FactorBones.Of("Testing", ["One", "Two"]));
    }

    [Fact]
    public void The_report_lists_bones_with_their_causes_and_marks_those_in_the_graph()
    {
        var graph = new Drawn().Because("top", "canary", "No canary");
        var fishbone = new FishboneDiagram("Payments failed", Categories.Default, graph.Graph, [new PlacedCause { CauseId = graph["canary"], Category = "Technology" }], [Fishes.Note("No review", "Process")]);
        var markdown = FishboneReport.Markdown(fishbone, picture: null);
        Assert.Contains("- **Process**\n  - No review", markdown.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("- **Technology**\n  - No canary *(in the causes)*", markdown.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("2 causes stand on the bones; one of them is part of the graph", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_that_stands_on_no_bone_yet_is_drawn_as_not_sure()
    {
        var graph = new Drawn().Because("top", "canary", "No canary");
        var fishbone = new FishboneDiagram("Payments failed", Categories.Default, graph.Graph, [], [Fishes.Note("No review", "Process")]);
        Assert.Equal("No canary", Assert.Single(fishbone.Unplaced).Text);
        Assert.Equal("No review", Assert.Single(fishbone.Entries).Text);
        Assert.Contains($"- **{Categories.NotSure}**\n  - No canary *(in the causes)*", FishboneReport.Markdown(fishbone, picture: null).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("No canary", FishbonePicture.Draw(Publishing.Some.Postmortem(), fishbone)!.Svg, StringComparison.Ordinal);
        Assert.Contains("No canary", FishboneMermaid.Write(fishbone), StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_text_stays_text_on_the_page_and_in_the_mind_map()
    {
        var fishbone = Fishes.Of(["<b>", "```"], [.. Fishes.Nasty.Select(text => ((string?)"```", text))]);
        var html = MarkdownHtml.Render(FishboneReport.Markdown(fishbone, picture: null), []);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<pre", html, StringComparison.Ordinal);

        var lines = FishboneMermaid.Write(fishbone).TrimEnd().Split('\n');
        Assert.Equal("mindmap", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.Matches(new Regex("^ {2,6}[a-z]+[0-9]*\\[\"[^\"\\[\\]{}()<>`&%:\\\\]+\"\\]$", RegexOptions.None, TimeSpan.FromSeconds(1)), line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_view_and_message_keeps_Slack_s_limits(int seed)
    {
        var fishbone = Fishes.Random(seed, causes: 300);
        var postmortem = Drawn.Postmortem();
        for (var page = 0; page < 9; page++)
            BlockLimits.Check(FishboneBlocks.View(postmortem, fishbone, Writing(), new FishboneTarget(postmortem.PostmortemId, page), new Undo("edit", Guid.CreateVersion7(DateTimeOffset.UnixEpoch), new string('W', 40), "Changed.")));
        BlockLimits.Check(PlaceDots.View(Writing(), [.. fishbone.Own], [], page: 3, isFull: false));
        var revealed = BrainstormBlocks.Revealed(fishbone.Notes, Categories.Default);
        Assert.All(revealed.Concat(BrainstormBlocks.Counted(Writing(), fishbone)), blocks => Assert.True(blocks.Count <= 50 && blocks.OfType<SectionBlock>().Sum(section => section.Text!.Text.Length) <= 10_000));
        Assert.All(revealed.SelectMany(blocks => blocks).OfType<SectionBlock>(), section => Assert.InRange(section.Text!.Text.Length, 1, 3000));
        Assert.All(FishboneText.Sections(fishbone), section => Assert.InRange(section.Length, 1, 3000));
        Assert.True(FishboneText.Sections(fishbone).Sum(section => section.Length) < 10_500);
    }

    private static FishboneDiagram Fishbone(params Note[] notes) => new("Payments failed", Categories.Default, new Drawn().Graph, [], notes);

    private static Brainstorm Writing() => new()
    {
        WorkspaceId = "T1", BrainstormId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), PostmortemId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), IsAnonymous = true, State = Brainstorm.Writing,
        StartedBy = "U1", StartedAt = Drawn.Now, EndsAt = Drawn.Now.AddMinutes(5), People = 0, DotsEach = 3, Voters = 2,
    };
}
