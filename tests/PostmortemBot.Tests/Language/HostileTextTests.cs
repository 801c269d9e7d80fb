using System.Diagnostics;
using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Causes;
using PostmortemBot.Language;

namespace PostmortemBot.Tests.Language;

public sealed class HostileTextTests
{
    public static TheoryData<string> Nasty() =>
    [
        "", " ", "\n\n\t", "...", "?!?!?!", ":", ": ", "::::", "`", "``", "```", "<", "<>", "<@", "<@>", "@", "-", "--", "/", "'", "n't", "'s", ".:.",
        "🔥🔥🔥", ":fire:", ":fire", "\u202Eevil\u202C", "\0\u0001", "\uD800", "مراجعة الإعدادات اختيارية", "设置没有检查", "Никто не проверяет настройки", "Die Prüfung fehlt, weil niemand zuständig ist",
        "<script>alert(1)</script>", "*bold* _italic_ ~gone~", "<https://example.com|a> <!here>", "a", "no", "no no no no", "not", "because", "and and and", "to to to to",
        new string('a', 3000), new string(' ', 3000), new string('(', 3000), new string('`', 3000), new string('<', 3000), new string(':', 3000), new string('\'', 3000),
        string.Concat(Enumerable.Repeat("no alert which ", 200)), string.Concat(Enumerable.Repeat("a_(", 1000)), string.Concat(Enumerable.Repeat("is not ", 430)),
    ];

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Whatever_is_typed_is_read(string text)
    {
        var reading = Reading.Of(text, text);
        Assert.All(reading.Clauses, clause => Assert.InRange(clause.AfterVerb, clause.Start, clause.End));
        ShallowAnswer.In(text, text);
        ShallowAnswer.In(text, effect: null);
        WeakAction.In(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ...  ")]
    [InlineData("🔥")]
    [InlineData("مراجعة الإعدادات اختيارية")]
    [InlineData("Никто не проверяет настройки")]
    [InlineData("设置没有检查")]
    public void What_it_cannot_read_it_does_not_judge(string text)
    {
        Assert.Null(ShallowAnswer.In(text, text));
        Assert.Null(WeakAction.In(text));
    }

    [Fact]
    public void Reading_takes_time_in_step_with_the_length()
    {
        string[] seeds = ["no alert on the queue which nothing checks, so that ", "add remove set ", "a_(b ", "<x ", "`x ", "it is not what was that who "];
        foreach (var seed in seeds)
        {
            Judge(seed, 1);
            var (small, large) = (Judge(seed, 400), Judge(seed, 3200));
            // Eight times the text; twice that is allowed for a busy machine, and a floor for its clock.
            Assert.True(large < Math.Max(16 * small, 0.25), $"'{seed}': {small:0.000} s for 400 characters, {large:0.000} s for 3,200");
        }
    }

    /// <returns>The least of several runs, in seconds.</returns>
    private static double Judge(string seed, int length)
    {
        var text = string.Concat(Enumerable.Repeat(seed, length / seed.Length + 1));
        var least = double.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var watch = Stopwatch.StartNew();
            ShallowAnswer.Judge(text, text);
            WeakAction.Judge(text);
            least = Math.Min(least, watch.Elapsed.TotalSeconds);
        }

        return least;
    }
}
