using System.Globalization;
using System.Text.RegularExpressions;
using PostmortemBot.Insight;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Insight;

public sealed class MeasureInsightTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("insight-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Our_own_sentences_are_judged_as_they_are_labelled()
    {
        var (code, output, errors) = Run(Path.Combine(BotFixture.Root(), "tests/PostmortemBot.Tests/Insight"));

        Assert.Equal((0, ""), (code, errors));
        Assert.True(F1(output, "cause") >= 0.93, output);
        Assert.True(F1(output, "action") >= 0.93, output);
    }

    [Fact]
    public void A_row_stands_for_every_known_file_and_the_others_are_named()
    {
        Write("cause.jsonl", """{"id":"c1","question":"Why did it stop?","answer":"Human error.","label":"shallow"}""", "", """{"id":"c2","question":"Why did it stop?","answer":"Nothing checks the queue's length.","label":"deep"}""");
        Write("action.jsonl", """{"id":"a1","text":"Improve moni¦toring","label":"weak"}""", """{"id":"a2","text":"Set a 2 s timeout on calls to the vendor","label":"weak"}""");
        Write("blame.jsonl", "nonsense");

        var (code, output, errors) = Run(_directory);

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(1, F1(output, "cause"));
        Assert.Equal(0.667, F1(output, "action"));
        Assert.Contains("Passed over: blame.jsonl", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a2", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Misses_tell_what_was_expected_and_which_rules_fired()
    {
        Write("action.jsonl", """{"id":"a7","text":"Set a 2 s timeout on calls to the vendor","label":"weak"}""");

        var (_, output, _) = Run(_directory, "--misses");

        Assert.Contains("a7: expected weak, got strong", output, StringComparison.Ordinal);
        Assert.Contains("Set a 2 s timeout", output, StringComparison.Ordinal);
        Assert.Matches("change -\\d", output);
    }

    [Theory]
    [InlineData("{\"id\":\"a2\",", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"id":"a2","label":"weak"}""", "'text' is missing")]
    [InlineData("""{"text":"x","label":"weak"}""", "'id' is missing")]
    [InlineData("""{"id":"a2","text":7,"label":"weak"}""", "'text' is missing")]
    [InlineData("""{"id":"a2","text":"x","label":"shallow"}""", "neither 'weak' nor 'strong'")]
    public void A_line_that_cannot_be_read_is_named_by_file_and_number(string line, string problem)
    {
        Write("action.jsonl", """{"id":"a1","text":"Improve monitoring","label":"weak"}""", line);

        var (code, output, errors) = Run(_directory);

        Assert.Equal(1, code);
        Assert.Contains("action.jsonl:2: ", errors, StringComparison.Ordinal);
        Assert.Contains(problem, errors, StringComparison.Ordinal);
        Assert.Equal(1, F1(output, "action"));
    }

    [Fact]
    public void Without_anything_to_measure_it_says_what_is_missing()
    {
        Assert.Contains("there is no directory", Run(Path.Combine(_directory, "nowhere")).Errors, StringComparison.Ordinal);
        Assert.Contains("cause.jsonl, action.jsonl", Run(_directory).Errors, StringComparison.Ordinal);
        Assert.Contains("insight DIR [--misses]", Run().Errors, StringComparison.Ordinal);
        Assert.All([Run().Code, Run(_directory).Code, Run("--mises", _directory).Code], code => Assert.Equal(2, code));
    }

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(_directory, file), lines);

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (MeasureInsight.Run(arguments, output, errors), output.ToString(), errors.ToString());
    }

    private static double F1(string table, string name)
    {
        var row = Regex.Match(table, $@"^{name}\s+[\d.]+\s+[\d.]+\s+([\d.]+)", RegexOptions.Multiline | RegexOptions.NonBacktracking);
        Assert.True(row.Success, table);
        return double.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
