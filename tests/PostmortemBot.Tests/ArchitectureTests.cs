using System.Reflection;
using NetArchTest.Rules;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests;

/// <summary>The walls of the house.</summary>
public sealed class ArchitectureTests
{
    private const string Features = "PostmortemBot.Features.";
    private static readonly Assembly Bot = typeof(Postmortem).Assembly;

    public static TheoryData<string> EveryFeature() =>
        [.. Bot.GetTypes().Select(type => type.Namespace ?? "").Where(name => name.StartsWith(Features, StringComparison.Ordinal)).Select(name => name[Features.Length..].Split('.')[0]).Distinct().Where(name => name != "Postmortems").Order()];

    [Theory]
    [MemberData(nameof(EveryFeature))]
    public void A_feature_keeps_to_itself(string feature)
    {
        var others = EveryFeature().Select(row => Features + row.Data).Where(name => name != Features + feature).ToArray();
        var result = Types.InAssembly(Bot).That().ResideInNamespaceStartingWith(Features + feature).ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, $"{feature} reaches into another feature: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void What_all_share_depends_on_no_feature()
    {
        var features = EveryFeature().Select(row => Features + row.Data).ToArray();
        var result = Types.InAssembly(Bot).That().ResideInNamespaceStartingWith(Features + "Postmortems").ShouldNot().HaveDependencyOnAny(features).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void The_Slack_library_knows_nothing_of_the_product()
    {
        var telling = Sources("src/PostmortemBot.Slack").Where(file => File.ReadAllText(file).Replace("PostmortemBot", "", StringComparison.Ordinal).Contains("postmortem", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(telling);
        Assert.DoesNotContain(typeof(SlashCommand).Assembly.GetReferencedAssemblies(), name => name.Name == "PostmortemBot");
    }

    [Fact]
    public void The_Sandbox_shares_no_code_with_the_bot() =>
        Assert.DoesNotContain(typeof(Sandbox.SandboxServer).Assembly.GetReferencedAssemblies(), name => name.Name is "PostmortemBot" or "PostmortemBot.Slack");

    [Fact]
    public void SQL_stands_in_stores_and_jobs_not_in_acts_and_drawings()
    {
        var elsewhere = Bot.GetTypes()
            .Where(type => type.Name.EndsWith("Blocks", StringComparison.Ordinal) || type.Name.EndsWith("Form", StringComparison.Ordinal) || type.Name.EndsWith("Step", StringComparison.Ordinal))
            .Where(type => SqlTests.Statements(type).Any());
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void No_file_is_one_that_nobody_wants_to_open()
    {
        var long400 = Sources("src").Where(file => File.ReadLines(file).Count() > 400).Select(file => Path.GetRelativePath(BotFixture.Root(), file));
        Assert.Empty(long400);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(BotFixture.Root(), folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
