using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Reminders;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Tests.Reminders;

/// <summary>The message itself: within Slack's limits whatever stands in it.</summary>
public sealed class ReminderMessageTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    public static TheoryData<string> HostileTitles() =>
    [
        new string('&', 3000),
        new string('<', 300),
        "<!channel> <@U0MAYA00001> <https://evil.example|Click>",
        "*bold* _it_ ~struck~ `code` ~",
        "line one\nline two\r\n\n>quoted",
        "\u202Egnirts\u0000 \u200B",
        new string('界', 3000),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 500)),
        "",
    ];

    [Theory]
    [MemberData(nameof(HostileTitles))]
    public void A_hostile_title_breaks_neither_the_limits_nor_the_line(string title)
    {
        string[] kinds = [ReminderKind.Overdue, ReminderKind.Reown, ReminderKind.Helpers, ReminderKind.Channel, ReminderKind.Person];
        var items = Enumerable.Range(1, 60).Select(number => Item(number) with { Title = title, PostmortemTitle = title, Kind = kinds[number % kinds.Length], DatePushes = 2 }).ToList();
        var blocks = ReminderMessage.Blocks(Context(), ReminderMessage.Bundle(items));

        IsWithinLimits(blocks);
        var text = string.Join('\n', Texts(blocks));
        Assert.DoesNotContain("<!channel>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<https", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nline two", text, StringComparison.Ordinal);
        Assert.InRange(ReminderMessage.Text(Context(), items).Length, 1, 200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(10_000)]
    public void However_many_there_are_it_is_one_message(int count)
    {
        var items = Enumerable.Range(1, count).Select(number => Item(number)).ToList();
        var blocks = ReminderMessage.Blocks(Context(), ReminderMessage.Bundle(items));

        IsWithinLimits(blocks);
        Assert.Equal(Math.Min(count, ReminderMessage.MostWithButtons), blocks.OfType<ActionsBlock>().Count() - 1);
        Assert.Contains(count == 1 ? "1 action item of yours" : $"{count} action items of yours", Texts(blocks).First(), StringComparison.Ordinal);
        var text = string.Join('\n', Texts(blocks));
        Assert.Equal(count > 8, text.Contains($"And {count - 8} more", StringComparison.Ordinal));
        Assert.Equal(count > 32, text.Contains($"{count - 32} more are not shown here", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_without_buttons_says_the_day_as_every_other_line_does()
    {
        var items = Enumerable.Range(1, 10).Select(number => Item(number) with { DueOn = Today.AddDays(number), PlannedDueOn = Today.AddDays(number) }).ToList();

        Assert.Contains("· due 4 Dec 2026", string.Join('\n', Texts(ReminderMessage.Blocks(Context(), items))), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_was_asked_and_has_not_answered_can_accept_here_and_does_not_own_it_yet()
    {
        var blocks = ReminderMessage.Blocks(Context(), ReminderMessage.Bundle([Item(1) with { IsUnanswered = true }, Item(2) with { IsUnanswered = true, HolderId = "U0DEVON0001", PlannedHolderId = "U0DEVON0001", Kind = ReminderKind.Helpers }]));

        Assert.Equal(["Accept", "Done"], blocks.OfType<ActionsBlock>().First().Elements.OfType<Button>().Take(2).Select(button => button.Text.Text));
        Assert.Contains("<@U0DEVON0001> was asked to own it.", string.Join('\n', Texts(blocks)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_stands_once_and_for_what_matters_most()
    {
        var bundled = ReminderMessage.Bundle([Item(1) with { Kind = ReminderKind.Helpers }, Item(1), Item(2) with { Kind = ReminderKind.Channel }, Item(3)]);

        Assert.Equal([(1, ReminderKind.Overdue), (3, ReminderKind.Overdue), (2, ReminderKind.Channel)], bundled.Select(item => (item.Number, item.Kind)));
    }

    [Fact]
    public void What_is_settled_is_struck_and_offers_nothing()
    {
        var blocks = ReminderMessage.Blocks(Context(), [Item(1) with { State = "done", StateChangedBy = "U0DEVON0001" }, Item(2) with { State = "wont_do", StateReason = new string('~', 5000) }, Item(3) with { HolderId = "U0LARS00001" }, Item(4) with { PostmortemStatus = PostmortemStatus.Cancelled }]);

        IsWithinLimits(blocks);
        Assert.Single(blocks.OfType<ActionsBlock>());
        Assert.Equal(4, Texts(blocks).Count(text => text.StartsWith("~AI-", StringComparison.Ordinal)));
        Assert.Contains("<@U0LARS00001> owns it now", string.Join('\n', Texts(blocks)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_left_is_said_in_words()
    {
        var blocks = ReminderMessage.Blocks(Context(), []);

        Assert.Contains("Nothing here waits for you any more.", Texts(blocks));
        Assert.Equal("These action items are dealt with", ReminderMessage.Text(Context(), []));
    }

    [Theory]
    // Spring: two o'clock is skipped in Berlin. Autumn: it comes twice.
    [InlineData("2027-03-28", "2027-03-28T00:59:00Z", false)]
    [InlineData("2027-03-28", "2027-03-28T01:05:00Z", true)]
    [InlineData("2026-10-25", "2026-10-24T23:59:00Z", false)]
    [InlineData("2026-10-25", "2026-10-25T00:05:00Z", true)]
    [InlineData("2026-10-25", "2026-10-25T01:05:00Z", true)]
    public void On_the_day_the_clocks_change_the_morning_begins_once(string day, string now, bool isOpen)
    {
        var clock = new ReminderClock { WorkspaceId = "T1", Zone = "Europe/Berlin", Hour = 2, WorkingDays = [1, 2, 3, 4, 5, 6, 7], Holidays = [], RemindBeforeDays = 3, EscalateAfter = [3, 7, 14], IsForChannels = false };
        var date = DateOnly.Parse(day, null);

        Assert.Equal(isOpen ? date : null, clock.Today(DateTimeOffset.Parse(now, null)));
        Assert.InRange(clock.OpensAt(date), DateTimeOffset.Parse($"{day}T00:00:00Z", null), DateTimeOffset.Parse($"{day}T01:00:00Z", null));
    }

    private static void IsWithinLimits(IReadOnlyList<Block> blocks)
    {
        Assert.InRange(blocks.Count, 1, 50);
        Assert.All(Texts(blocks), text => Assert.InRange(text.Length, 1, 3000));
        Assert.All(blocks.OfType<ActionsBlock>(), block => Assert.InRange(block.Elements.Count, 1, 25));
    }

    private static IEnumerable<string> Texts(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        SectionBlock { Text: { } text } => [text.Text],
        ContextBlock context => context.Elements.OfType<TextObject>().Select(text => text.Text),
        _ => Array.Empty<string>(),
    });

    private static ReminderContext Context() => new()
    {
        Reminder = new Reminder { WorkspaceId = "T1", ReminderId = Guid.Empty, PersonId = "U0MAYA00001", ForDay = Today, ItemIds = [] },
        Settings = new Settings { WorkspaceId = "T1", EscalationPersonId = "U0PRIYA0001" },
        Calendar = new WorkCalendar([1, 2, 3, 4, 5], []),
        Now = new DateTimeOffset(2026, 11, 24, 9, 5, 0, TimeSpan.Zero),
    };

    private static DueItem Item(int number) => new()
    {
        WorkspaceId = "T1",
        ActionItemId = new Guid(number, 0, 0, new byte[8]),
        Number = number,
        Title = $"Item {number}",
        DueOn = Today.AddDays(-2),
        Priority = "P1",
        State = "open",
        CreatedAt = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero),
        HolderId = "U0MAYA00001",
        PlannedHolderId = "U0MAYA00001",
        PlannedDueOn = Today.AddDays(-2),
        PostmortemId = Guid.Empty,
        PostmortemNumber = 1,
        PostmortemTitle = "Payments failed",
        PostmortemStatus = "draft",
        ChannelId = "C1",
        FacilitatorId = "U0PRIYA0001",
        Helpers = ["U0LARS00001"],
        Kind = ReminderKind.Overdue,
        Day = Today,
    };
}
