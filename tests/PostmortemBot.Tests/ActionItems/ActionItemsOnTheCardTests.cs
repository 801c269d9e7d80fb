using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Postmortems;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

public sealed class ActionItemsOnTheCardTests
{
    [Fact]
    public void Without_items_the_step_has_not_begun()
    {
        Assert.Equal(StepState.NotStarted, ActionItemsStep.State([]));
        Assert.Equal("none yet", ActionItemsStep.Detail([]));
    }

    [Fact]
    public void It_counts_what_is_done_and_what_lacks_an_owner()
    {
        ActionItem[] items = [Item(1).Closed(ActionState.Done), Item(2), Item(3, owner: null)];
        Assert.Equal("3 items, 1 done, 1 without owner", ActionItemsStep.Detail(items));
        Assert.Equal(StepState.UnderWay, ActionItemsStep.State(items));
    }

    [Fact]
    public void A_missing_due_date_keeps_it_under_way() => Assert.Equal(StepState.UnderWay, ActionItemsStep.State([Item(1, dueIn: null)]));

    [Fact]
    public void With_owner_and_date_everywhere_it_is_done_though_the_work_is_not() => Assert.Equal(StepState.Done, ActionItemsStep.State([Item(1), Item(2)]));

    [Fact]
    public void What_will_not_be_done_needs_no_owner() =>
        Assert.Equal(StepState.Done, ActionItemsStep.State([Item(1, owner: null, dueIn: null).Closed(ActionState.WontDo, "replaced")]));

    [Fact]
    public void The_report_names_owners_and_keeps_typed_text_from_being_markup()
    {
        var items = new[]
        {
            Item(1) with { Title = "Alert | page <b>when</b>\nqueue grows" },
            Item(2, owner: null, dueIn: null).Closed(ActionState.WontDo, "the *new* gateway covers it"),
        };

        var markdown = ActionItemsReport.Markdown(items, new Dictionary<string, string>(StringComparer.Ordinal) { ["U1"] = "Maya_O" });

        Assert.Contains("""| **AI-1** Alert \| page \<b\>when\</b\> queue grows | Maya\_O | Detect | P1 | 2026-11-26 | Open |""", markdown, StringComparison.Ordinal);
        Assert.Contains("""| nobody yet | Detect | P1 | none | Won't do: the \*new\* gateway covers it |""", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_item_of_somebody_who_has_left_says_so_and_a_closed_one_does_not()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { ["U1"] = "Maya" };

        var markdown = ActionItemsReport.Markdown([Item(1), Item(2).Closed(ActionState.Done), Item(3, owner: "U9")], names, new HashSet<string>(StringComparer.Ordinal) { "U1" });

        Assert.Single(markdown.Split('\n'), line => line.Contains("| Maya (deactivated) |", StringComparison.Ordinal) && line.Contains("AI-1", StringComparison.Ordinal));
        Assert.Single(markdown.Split('\n'), line => line.Contains("| Maya |", StringComparison.Ordinal) && line.Contains("AI-2", StringComparison.Ordinal));
        Assert.Contains("| somebody |", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("U9", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_said_by_item()
    {
        Assert.Equal(["AI-3 has no owner.", "AI-3 has no due date."], Item(3, owner: null, dueIn: null).Missing());
        Assert.Empty(Item(3, owner: null).Closed(ActionState.Done).Missing());
    }
}
