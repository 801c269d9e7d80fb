using System.Text.Json;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Tests.Causes;

public sealed class PromptBlocksTests
{
    [Fact]
    public void A_question_nobody_settled_is_not_asked_any_more_once_closed()
    {
        var drawn = new Drawn().Because("top", "a").Because("top", "b");
        var closed = JsonSerializer.Serialize(GateBlocks.Question(drawn.Graph, drawn.Graph.Top!, isOpen: false), SlackJson.Options);
        Assert.Contains("Nobody had said how they go together", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("would either have been enough", closed, StringComparison.Ordinal);
        Assert.Contains("would either have been enough", JsonSerializer.Serialize(GateBlocks.Question(drawn.Graph, drawn.Graph.Top!, isOpen: true), SlackJson.Options), StringComparison.Ordinal);
    }

    public static TheoryData<string> Nasty =>
    [
        new string('&', 3000), new string('\n', 2998) + "xy", string.Concat(Enumerable.Repeat("x\n", 1500)), string.Concat(Enumerable.Repeat("<\n", 1500)), "\"quoted\" -> n1 [label=<b>]", "<script>alert(1)</script> <!channel>",
        "line one\nline two", "👩‍👩‍👧‍👦 it broke", "\u202Eمرحبا بالعالم", new string('x', 3000), "> quoted *bold* `code`",
    ];

    [Fact]
    public void An_open_prompt_quotes_the_last_answer_and_offers_what_can_be_done()
    {
        var drawn = new Drawn().Because("top", "a", "The config was applied everywhere at once");
        var blocks = PromptBlocks.Prompt(Drawn.Postmortem(), drawn.Graph, drawn.Graph.Find(drawn["a"])!);

        Assert.Contains("Why 2: why was it possible that …*\n>The config was applied everywhere at once", Words(blocks), StringComparison.Ordinal);
        Assert.Equal(["Answer", "Add another cause", "Edit", "Add action item", "Stop here", "Remove"], Buttons(blocks));
    }

    [Fact]
    public void An_answered_prompt_shows_its_answers_and_no_stale_buttons()
    {
        var drawn = new Drawn().Because("top", "a", "No canary").Because("top", "b", "No review", gate: Gates.Or);
        var blocks = PromptBlocks.Prompt(Drawn.Postmortem(), drawn.Graph, drawn.Graph.Top!);

        Assert.Contains("either would have been enough", Words(blocks), StringComparison.Ordinal);
        Assert.Contains("No canary", Words(blocks), StringComparison.Ordinal);
        Assert.Equal(["Add another cause"], Buttons(blocks));
    }

    [Fact]
    public void A_stopped_branch_says_why_and_can_be_asked_further()
    {
        var drawn = new Drawn().Because("top", "a", stop: "Outside our control");
        var blocks = PromptBlocks.Prompt(Drawn.Postmortem(), drawn.Graph, drawn.Graph.Find(drawn["a"])!);
        Assert.Contains("*Stopped here:* Outside our control", Words(blocks), StringComparison.Ordinal);
        Assert.Contains("Ask further", Buttons(blocks));
    }

    [Fact]
    public void Of_a_cancelled_postmortem_the_thread_stays_to_be_read_and_offers_nothing()
    {
        var cancelled = Drawn.Postmortem(PostmortemStatus.Cancelled);
        var drawn = new Drawn().Because("top", "a", "No canary").Because("a", "b", stop: "Outside our control").Because("top", "c").Because("top", "d", "No review");
        var graph = drawn.Remove(drawn["c"]).Graph;

        Assert.All(graph.Everything, cause => Assert.Empty(Buttons(PromptBlocks.Prompt(cancelled, graph, cause))));
        Assert.Contains("was cancelled", Words(PromptBlocks.Prompt(cancelled, graph, graph.Find(drawn["d"])!)), StringComparison.Ordinal);
        Assert.Contains("Outside our control", Words(PromptBlocks.Prompt(cancelled, graph, graph.Find(drawn["b"])!)), StringComparison.Ordinal);
        Assert.Contains("was cancelled", Words(PromptBlocks.Root(cancelled, graph)), StringComparison.Ordinal);
        Assert.Equal(["Show causes", "Read the report"], Buttons(PromptBlocks.Root(cancelled, graph)));
    }

    [Fact]
    public void A_removed_cause_can_be_put_back()
    {
        var drawn = new Drawn().Because("top", "a");
        var graph = drawn.Remove(drawn["a"]).Graph;
        Assert.Equal(["Put it back"], Buttons(PromptBlocks.Prompt(Drawn.Postmortem(), graph, graph.FindAny(drawn["a"])!)));
    }

    [Fact]
    public void From_the_second_answer_on_the_newest_prompt_offers_the_standing_questions()
    {
        var drawn = new Drawn().Chain(2);
        Assert.Contains("Why did we not notice sooner?", Buttons(PromptBlocks.Prompt(Drawn.Postmortem(), drawn.Graph, drawn.Graph.Find(drawn["c2"])!)));
        var deeper = drawn.Because("c1", "side").Graph;
        Assert.DoesNotContain("Why did we not notice sooner?", Buttons(PromptBlocks.Prompt(Drawn.Postmortem(), deeper, deeper.Find(drawn["c2"])!)));
    }

    [Fact]
    public void After_five_whys_the_prompt_says_that_the_branch_can_stop()
    {
        var drawn = new Drawn().Chain(5);
        Assert.Contains("this branch can stop", Words(PromptBlocks.Prompt(Drawn.Postmortem(), drawn.Graph, drawn.Graph.Find(drawn["c5"])!)), StringComparison.Ordinal);
        Assert.DoesNotContain("this branch can stop", Words(PromptBlocks.Prompt(Drawn.Postmortem(), drawn.Graph, drawn.Graph.Find(drawn["c4"])!)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_answer_is_nudged_in_its_prompt()
    {
        var drawn = new Drawn().Because("top", "a", "Human error");
        Assert.Contains(":bulb:", Words(PromptBlocks.Prompt(Drawn.Postmortem(), drawn.Graph, drawn.Graph.Find(drawn["a"])!)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Whatever_was_typed_every_message_and_form_stays_within_limits(string text)
    {
        var drawn = new Drawn(text).Because("top", "a", text).Because("top", "b", text).Because("a", "c", text, stop: text).Because("b", "d", text);
        for (var i = 0; i < 9; i++)
            drawn.Because("d", $"many{i}", text);
        var (graph, postmortem) = (drawn.Graph, Drawn.Postmortem());

        BlockLimits.Check(PromptBlocks.Root(postmortem, graph));
        foreach (var cause in graph.Found.Prepend(graph.Top!))
        {
            BlockLimits.Check(PromptBlocks.Prompt(Drawn.Postmortem(), graph, cause));
            var found = new CauseAtHand { Postmortem = postmortem, Graph = graph, Cause = cause };
            BlockLimits.Check(AnswerWhy.Form(found, standing: null, page: 0));
            Assert.DoesNotContain("<!channel>", Words(PromptBlocks.Prompt(Drawn.Postmortem(), graph, cause)), StringComparison.Ordinal);
        }

        BlockLimits.Check(TreeBlocks.View(postmortem, graph, page: 0, removed: graph.Top!.CauseId));
        BlockLimits.Check(StartWhys.StateProblem(postmortem with { Impact = text }));
    }

    [Fact]
    public void Sixty_causes_are_shown_on_pages()
    {
        var graph = new Drawn().Chain(60).Graph;
        var first = TreeBlocks.View(Drawn.Postmortem(), graph, page: 0, removed: null);
        BlockLimits.Check(first);
        Assert.Contains("More (page 2 of 2) →", Buttons(first.Blocks));
        Assert.Contains("Cause c60", Words(TreeBlocks.View(Drawn.Postmortem(), graph, page: 9, removed: null).Blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_postmortem_shows_its_causes_without_menus()
    {
        var view = TreeBlocks.View(Drawn.Postmortem(PostmortemStatus.Published), new Drawn().Chain(2).Graph, page: 0, removed: null);
        Assert.All(view.Blocks.OfType<SectionBlock>(), section => Assert.Null(section.Accessory));
    }

    [Fact]
    public void The_card_counts_causes_depth_and_open_branches()
    {
        var step = CausesStep.Describe(Drawn.Postmortem(), new Drawn().Chain(4).Graph);
        Assert.Equal("4 causes, deepest branch 4 whys, 1 branch still open", step.Detail);
        Assert.Equal(["Continue the Five Whys", "Show causes", "Fishbone"], step.Buttons.Select(button => button.Text.Text));
        Assert.Equal(["Start the Five Whys", "Fishbone"], CausesStep.Describe(Drawn.Postmortem(), new CauseGraph([], [])).Buttons.Select(button => button.Text.Text));
    }

    private static string Words(IReadOnlyList<Block> blocks) => string.Join('\n', blocks.SelectMany(Texts));

    private static IEnumerable<string> Texts(Block block) => block switch
    {
        SectionBlock section => [section.Text!.Text],
        ContextBlock context => context.Elements.OfType<Markdown>().Select(text => text.Text),
        _ => [],
    };

    private static IReadOnlyList<string> Buttons(IReadOnlyList<Block> blocks) =>
        [.. blocks.OfType<ActionsBlock>().SelectMany(actions => actions.Elements).OfType<Button>().Select(button => button.Text.Text)];
}
