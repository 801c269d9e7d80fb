using PostmortemBot.Testing;
using PostmortemBot.Testing.Scenarios;

namespace PostmortemBot.Tests.Scenarios;

/// <summary>Every scenario file that comes with the project plays to its end.</summary>
public sealed class ScenarioStories
{
    public static TheoryData<string> EveryScenario() =>
        [.. Directory.EnumerateFiles(Path.Combine(BotFixture.Root(), "tests", "scenarios"), "*.yaml").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order()];

    [Theory]
    [MemberData(nameof(EveryScenario))]
    public async Task It_plays_to_its_end_and_leaves_a_report(string scenario)
    {
        await using var bot = new BotFixture();
        await bot.StartAsync();
        await using var passing = new RunningClock(bot.Clock);
        var output = Directory.CreateTempSubdirectory("scenario");
        var progress = new StringWriter();

        var result = await ScenarioPlayer.PlayAsync(
            Path.Combine(BotFixture.Root(), "tests", "scenarios", scenario + ".yaml"), bot.Sandbox.BaseAddress!.ToString(), output.FullName, progress, TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, $"{result.Failure}\n{progress}\n{bot.Log}");
        var report = await File.ReadAllTextAsync(Path.Combine(output.FullName, "report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("## Root causes and contributing factors", report, StringComparison.Ordinal);
        Assert.Contains("### Systemic contributors", report, StringComparison.Ordinal);
        Assert.True(report.Split("**AI-").Length - 1 >= 3, "A report has at least three action items.");
        if (scenario.StartsWith("vpc", StringComparison.Ordinal))
            Assert.Contains("people noticed before any monitoring did", report, StringComparison.Ordinal);
        output.Delete(recursive: true);
    }
}
