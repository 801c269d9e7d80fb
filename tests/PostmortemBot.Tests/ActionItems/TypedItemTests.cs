using System.Text.RegularExpressions;
using FsCheck.Xunit;
using PostmortemBot.Features.ActionItems;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>Today is Monday, 23 November 2026.</summary>
public sealed partial class TypedItemTests
{
    private const string Devon = "<@U0DEVON0001|devon>";

    [Theory]
    [InlineData($"Add a retry budget to the gateway {Devon} by 2026-12-24 P1", "2026-12-24", "P1")]
    [InlineData($"Add a retry budget to the gateway {Devon} due Friday P2", "2026-11-27", "P2")]
    [InlineData($"Add a retry budget to the gateway P0 by 24 Dec {Devon}", "2026-12-24", "P0")]
    [InlineData($"Add a retry budget to the gateway, {Devon}, 29.11., p3.", "2026-11-29", "P3")]
    [InlineData($"{Devon} Add a retry budget to the gateway in 2 weeks, priority: P1", "2026-12-07", "P1")]
    [InlineData($"{Devon}: Add a retry budget to the gateway tomorrow P1", "2026-11-24", "P1")]
    [InlineData($"P1 {Devon} to Add a retry budget to the gateway by the end of the month", "2026-11-30", "P1")]
    [InlineData($"By Friday, {Devon} should Add a retry budget to the gateway P1", "2026-11-27", "P1")]
    [InlineData($"Add a retry budget to the gateway (owner: {Devon}, due: 2026-12-24, prio 1)", "2026-12-24", "P1")]
    [InlineData($"Add a retry budget to the gateway assigned to {Devon} until next Friday P1", "2026-12-04", "P1")]
    [InlineData($"Add a retry budget to the gateway by {Devon} by Friday P1", "2026-11-27", "P1")]
    public void Owner_day_and_priority_are_read_in_any_order(string typed, string due, string priority)
    {
        var item = TypedItem.Read(typed, Today);
        Assert.Equal(
            ("Add a retry budget to the gateway", "U0DEVON0001", DateOnly.ParseExact(due, "yyyy-MM-dd"), priority),
            (item.Text, item.OwnerId, item.DueOn, item.Priority));
        Assert.Empty(item.Notes);
    }

    [Theory]
    [InlineData("today", 0)]
    [InlineData("tomorrow.", 1)]
    [InlineData("the day after tomorrow", 2)]
    [InlineData("by Friday", 4)]
    [InlineData("this friday", 4)]
    [InlineData("monday", 7)]
    [InlineData("next fri", 11)]
    [InlineData("next week", 7)]
    [InlineData("in 2 weeks", 14)]
    [InlineData("in two weeks", 14)]
    [InlineData("within a fortnight", 14)]
    [InlineData("in a week", 7)]
    [InlineData("due in 10 days", 10)]
    [InlineData("until 2026-12-01", 8)]
    [InlineData("before 2026-12-1", 8)]
    [InlineData("by 1 December", 8)]
    [InlineData("by 1st of December 2026", 8)]
    [InlineData("by Dec 1", 8)]
    [InlineData("by December 1st, 2026", 8)]
    [InlineData("on 1.12.2026", 8)]
    [InlineData("due 1.12.26", 8)]
    [InlineData("by 1. 12.", 8)]
    [InlineData("30/11/2026", 7)]
    [InlineData("by 11/30/26", 7)]
    [InlineData("by end of week", 4)]
    [InlineData("EOM", 7)]
    [InlineData("by 31 Jan", 69)]
    [InlineData("by 29 Feb 2028", 463)]
    public void A_day_is_read_as_people_say_it(string day, int days)
    {
        var item = TypedItem.Read($"Cap retries {day}", Today);
        Assert.Equal(("Cap retries", Today.AddDays(days)), (item.Text, item.DueOn!.Value));
    }

    [Theory]
    [InlineData("by 31 February", "does not exist")]
    [InlineData("2027-02-31", "does not exist")]
    [InlineData("due 30.2.", "does not exist")]
    [InlineData("by 29 Feb 2027", "does not exist")]
    [InlineData("by 2026-11-22", "has passed")]
    [InlineData("by 20 Nov", "has passed")]
    [InlineData("due yesterday", "has passed")]
    [InlineData("by 2036-01-01", "five years")]
    [InlineData("in 99999 weeks", "too far")]
    [InlineData("by 03/04/2027", "two ways")]
    [InlineData("due 24/12", "no day that I can read")]
    [InlineData("priority P7", "no priority")]
    public void What_is_no_day_stays_in_the_title_and_is_named(string day, string problem)
    {
        var item = TypedItem.Read($"Rotate the keys {Devon} {day} P2", Today);
        Assert.Equal(($"Rotate the keys {day}", "U0DEVON0001", "P2", null), (item.Text, item.OwnerId, item.Priority, item.DueOn));
        var note = Assert.Single(item.Notes);
        Assert.Equal((TypedNoteKind.NotRead, day), (note.Kind, note.Words));
        Assert.Contains(problem, note.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Block deploys on Friday afternoons")]
    [InlineData("Alert on today's error budget")]
    [InlineData("Test the sunflower job")]
    [InlineData("Upgrade node to P4")]
    [InlineData("Upgrade Postgres to 15.12.")]
    [InlineData("Move the gateway to 1.2.3")]
    [InlineData("Find out what we can repair")]
    [InlineData("Cut the load by 20 % in the gateway")]
    [InlineData("Mark handlers @Transactional where they write")]
    [InlineData("Mail the summary to ops@example.com")]
    [InlineData("Explain what happened yesterday")]
    [InlineData("Switch over ٢٠٢٦-١٢-٢٤")]
    [InlineData("Switch over in ٣ days")]
    [InlineData("Switch over २४.१२.")]
    [InlineData("Switch over Dec ２４")]
    public void What_stands_within_the_words_belongs_to_them(string typed)
    {
        var item = TypedItem.Read(typed, Today);
        Assert.Equal((typed, null, null, null, null), (item.Text, item.OwnerId, item.DueOn, item.Priority, item.Type));
        Assert.False(item.SaysMore);
    }

    [Theory]
    [InlineData($"Ask {Devon} about the retry")]
    [InlineData($"Page {Devon} when queries pile up")]
    [InlineData($"Read {Devon}'s notes on retries")]
    public void Whom_a_sentence_is_about_is_not_asked_to_own_it(string typed)
    {
        var item = TypedItem.Read(typed, Today);
        Assert.Equal((typed, null), (item.Text, item.OwnerId));
        Assert.Equal(TypedNoteKind.NotAsked, Assert.Single(item.Notes).Kind);
        Assert.False(item.SaysMore);
    }

    [Fact]
    public void Somebody_named_among_the_words_owns_it_and_stays_named()
    {
        var item = TypedItem.Read($"Have {Devon} cap the retries by Friday", Today);
        Assert.Equal(($"Have {Devon} cap the retries", "U0DEVON0001", Today.AddDays(4)), (item.Text, item.OwnerId, item.DueOn!.Value));
        Assert.Equal(new TypedNote(TypedNoteKind.NamedWithin, "U0DEVON0001", ""), Assert.Single(item.Notes));
    }

    [Theory]
    [InlineData($"Cap retries {Devon} <@U1MAYA> and <@U1YUKI>")]
    [InlineData($"Cap retries {Devon} with <@U1MAYA>, <@U1YUKI>")]
    [InlineData($"{Devon} <@U1MAYA> Cap retries cc <@U1YUKI>")]
    public void The_first_named_owns_it_and_the_others_help(string typed)
    {
        var item = TypedItem.Read(typed, Today);
        Assert.Equal(("Cap retries", "U0DEVON0001"), (item.Text, item.OwnerId));
        Assert.Equal(["U1MAYA", "U1YUKI"], item.Helpers);
    }

    [Theory]
    [InlineData($"Cap retries {Devon} detect P1", "detect")]
    [InlineData($"Cap retries {Devon} P1 type: mitigate", "mitigate")]
    [InlineData($"Cap retries #process {Devon}", "process")]
    public void A_type_is_read_where_it_is_one(string typed, string type)
    {
        var item = TypedItem.Read(typed, Today);
        Assert.Equal(("Cap retries", type), (item.Text, item.Type));
    }

    [Fact]
    public void A_day_among_the_words_is_read_and_stays()
    {
        var item = TypedItem.Read("Get the budget by 24 Dec into the gateway P2", Today);
        Assert.Equal(("Get the budget by 24 Dec into the gateway", new DateOnly(2026, 12, 24), "P2"), (item.Text, item.DueOn!.Value, item.Priority));
        Assert.Equal(TypedNoteKind.DayWithin, Assert.Single(item.Notes).Kind);
    }

    [Theory]
    [InlineData("Page when P1 queries pile up", "P1")]
    [InlineData("Read the log of 2026-12-24 again", "2026-12-24")]
    public void What_is_left_among_the_words_is_said(string typed, string words) =>
        Assert.Equal((TypedNoteKind.LeftInTitle, words), Assert.Single(TypedItem.Read(typed, Today).Notes) is var note ? (note.Kind, note.Words) : default);

    [Theory]
    [InlineData("Cap retries @devin P1", "@devin")]
    [InlineData("Cap retries <!subteam^S0SRE00001|@sre> P1", "<!subteam^S0SRE00001|@sre>")]
    public void A_name_of_nobody_is_kept_and_said(string typed, string name)
    {
        var item = TypedItem.Read(typed, Today);
        Assert.Equal(($"Cap retries {name}", null, "P1"), (item.Text, item.OwnerId, item.Priority));
        Assert.Equal((TypedNoteKind.Nobody, name), (item.Notes.Single().Kind, item.Notes.Single().Words));
    }

    [Fact]
    public void What_is_said_twice_counts_once_and_the_rest_stays()
    {
        var item = TypedItem.Read("Cap retries P1 P2", Today);
        Assert.Equal(("Cap retries P1", "P2"), (item.Text, item.Priority));
    }

    [Fact]
    public void Nothing_typed_is_nothing_read()
    {
        Assert.Equal("", TypedItem.Read("", Today).Text);
        Assert.False(TypedItem.Read("  \n ", Today).SaysMore);
    }

    [Property(MaxTest = 2000)]
    public void Whatever_is_typed_no_word_is_lost(int[] chosen, string? odd)
    {
        string[] words =
        [
            "Add", "retry", "budget", "to", "the", "gateway", "for", "ask", "with", "by", "due", "on", "owner:", "and", "P1", "P2", "prio", "P9", "friday", "24", "Dec", "2026-12-24", "2026-02-31",
            "29.11.", "in", "2", "weeks", "next", "end", "of", "week", Devon, "<@U1MAYA>", "<@U1YUKI>'s", "@nobody", "<!here>", "type:", "detect", "#repair", "(", ")", ",", ":", "–", "till:", odd ?? "",
        ];
        var typed = string.Join(' ', chosen.Select(number => words[(int)((uint)number % words.Length)]));
        var item = TypedItem.Read(typed, Today);
        Assert.Equal(Words(typed), Words($"{item.Text} {string.Join(' ', item.Taken)}"));
    }

    [Fact]
    public void A_very_long_sentence_is_read_in_a_blink()
    {
        var typed = string.Concat(Enumerable.Repeat("by due until owner: @x 2026-02-31 ", 1000));
        Assert.Equal(Words(typed), Words(TypedItem.Read(typed, Today) is var item ? $"{item.Text} {string.Join(' ', item.Taken)}" : ""));
    }

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [Theory]
    [InlineData("mine overdue P1", ItemList.Mine, ItemList.Overdue, "P1", "")]
    [InlineData("my team's", ItemList.Team, ItemList.Unfinished, "", "")]
    [InlineData("PM-12 blocked", ItemList.OfPostmortem, "blocked", "", "PM-12")]
    [InlineData("won't do", ItemList.OfPostmortem, "wont_do", "", "")]
    [InlineData("in progress", ItemList.OfPostmortem, "in_progress", "", "")]
    [InlineData("PM-1", ItemList.OfPostmortem, ItemList.All, "", "PM-1")]
    public void Filters_are_read_from_words(string typed, string scope, string state, string priority, string name)
    {
        var (list, rest) = ItemList.Read(typed);
        Assert.Equal((scope, state, priority, name), (list.Scope, list.State, list.Priority, rest));
    }

    [Fact]
    public void A_list_survives_as_text()
    {
        var list = ItemList.Of(Guid.CreateVersion7(Now)) with { State = ItemList.Overdue, Priority = "P1", Cursor = ItemCursor.Before(Item(7, dueIn: null)) };
        Assert.Equal(list, ItemList.Parse(list.ToString()));
        Assert.Null(ItemList.Parse("everything|x|y|z|"));
        Assert.Null(ItemList.Parse(null));
    }
}
