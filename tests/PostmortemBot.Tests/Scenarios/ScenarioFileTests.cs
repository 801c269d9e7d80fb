using System.Text.RegularExpressions;
using PostmortemBot.Testing.Scenarios;

namespace PostmortemBot.Tests.Scenarios;

public sealed partial class ScenarioFileTests
{
    [Fact]
    public void A_turn_is_read_word_by_word()
    {
        var scenario = Read("""
            scenario: A night on call
            steps:
              - say: Maya looks
                maya:
                  in: incident-payments
                  fills: { Title: Cards failed, Services: [payments, checkout] }
                  submits: Start
                  sees: [{ modal: Done, text: [one, two] }, { message: Cards failed, pinned: true, within: 30s }]
              - advance: 20m
            """);

        Assert.Equal("A night on call", scenario.Name);
        var turn = scenario.Steps[0].Turn!;
        Assert.Equal("maya", turn.Person);
        Assert.Equal(new Act("submits", "Start"), turn.Act);
        Assert.Equal(["payments", "checkout"], turn.Fills[1].Values);
        Assert.Equal(["one", "two"], turn.Sees[0].Text);
        Assert.True(turn.Sees[1].Pinned);
        Assert.Equal(TimeSpan.FromSeconds(30), turn.Sees[1].Within);
        Assert.Equal(TimeSpan.FromMinutes(20), scenario.Steps[1].Advance);
    }

    [Fact]
    public void Words_alone_are_seen_anywhere()
    {
        var sight = Assert.Single(Read("{ scenario: x, steps: [{ maya: { opens: home, sees: Nothing to do } }] }").Steps[0].Turn!.Sees);

        Assert.Equal(["Nothing to do"], sight.Text);
    }

    [Theory]
    [InlineData("- maya: { tipes: hello }", "cannot have 'tipes'; it may have: in, thread")]
    [InlineData("- maya: { sees: { colour: red } }", "cannot have 'colour'; it may have: modal, home")]
    [InlineData("- maya: { types: a, clicks: b }", "does one thing, this one types and clicks")]
    [InlineData("- { maya: { types: a }, devon: { types: b } }", "belongs to one person, this one names maya and devon")]
    [InlineData("- maya: { in: general }", "neither does nor sees anything")]
    [InlineData("- maya: { edits: a }", "'to' its new text")]
    [InlineData("- maya: { sees: { modal: a, message: b } }", "make a list for several")]
    [InlineData("- maya: { types: a, within: soon }", "a length of time such as 30s")]
    [InlineData("- maya: hello", "is a list of keys and values")]
    [InlineData("- maya: { types: [a, b] }", "a text was expected")]
    [InlineData("- maya: { types: 'a }", "")]
    public void What_is_not_understood_is_refused_with_its_line(string step, string reason)
    {
        var refusal = Assert.Throws<ScenarioFormatException>(() => Read($"scenario: x\nsteps:\n  {step}\n"));

        Assert.Matches(@"^story\.yaml:[34]: ", refusal.Message);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_the_manual_can_be_read()
    {
        var manual = await File.ReadAllTextAsync(Path.Combine(Root(), "tests", "scenarios", "README.md"), TestContext.Current.CancellationToken);

        Assert.NotEmpty(Read(Example().Match(manual).Groups["yaml"].Value).Steps);
    }

    [Fact]
    public async Task Every_scenario_can_be_read()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "tests", "scenarios"), "*.yaml"))
            Assert.NotEmpty((await ScenarioFile.ReadAsync(file, TestContext.Current.CancellationToken)).Steps);
    }

    private static Scenario Read(string text) => ScenarioFile.Read("story.yaml", text);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PostmortemBot.sln")))
            folder = folder.Parent;

        return folder.FullName;
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
