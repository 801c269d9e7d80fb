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
    public void The_rooms_are_these()
    {
        string[] rooms = ["ActionItems", "Causes", "Home", "Intake", "Library", "Links", "Loops", "Publishing", "Reminders", "Review", "Timeline", "Trackers", "Web", "Workspaces"];
        Assert.Equal(rooms, EveryFeature().Select(row => row.Data));
    }

    [Fact]
    public void Language_reads_sentences_and_knows_nothing_of_the_house() =>
        Keeps("PostmortemBot.Language", "PostmortemBot.Features", "PostmortemBot.Database", "PostmortemBot.Jobs", "PostmortemBot.Hosting", "PostmortemBot.Insight", "PostmortemBot.Slack", "Npgsql", "Dapper", "Microsoft.AspNetCore", "System.Net");

    [Fact]
    public void Insight_measures_the_judges_of_causes_and_action_items_and_nobody_needs_it()
    {
        string[] judged = [Features + "ActionItems", Features + "Causes"];
        Keeps("PostmortemBot.Insight", [.. EveryFeature().Select(row => Features + row.Data).Except(judged, StringComparer.Ordinal), Features + "Postmortems", "PostmortemBot.Database", "PostmortemBot.Jobs", "PostmortemBot.Slack", "Npgsql", "Dapper"]);
        Keeps("PostmortemBot.Features", "PostmortemBot.Insight");
        Keeps("PostmortemBot.Language", "PostmortemBot.Insight");
    }

    [Theory]
    [InlineData("PostmortemBot.Database")]
    [InlineData("PostmortemBot.Jobs")]
    public void The_plumbing_serves_every_room_and_knows_none(string plumbing) =>
        Keeps(plumbing, "PostmortemBot.Features", "PostmortemBot.Insight", "PostmortemBot.Language");

    [Fact]
    public void Only_Trackers_calls_other_systems()
    {
        var calling = Types.InAssembly(Bot).That().ResideInNamespaceStartingWith("PostmortemBot.Features").And().DoNotResideInNamespaceStartingWith(Features + "Trackers")
            .ShouldNot().HaveDependencyOnAny("System.Net.Http.HttpClient", "System.Net.Http.IHttpClientFactory").GetResult();
        Assert.True(calling.IsSuccessful, string.Join(", ", calling.FailingTypeNames ?? []));
    }

    /// <summary>What draws is a function of what it is given: no database, no clock, no call to Slack.</summary>
    [Fact]
    public void Drawings_ask_nobody()
    {
        string[] asked = ["Npgsql", "Dapper", "PostmortemBot.Database", "PostmortemBot.Slack.ISlackClients", "PostmortemBot.Slack.ISlackApiClient", "System.TimeProvider"];
        var result = Types.InAssembly(Bot).That().ResideInNamespaceStartingWith(Features.TrimEnd('.')).And().HaveNameEndingWith("Blocks", StringComparison.Ordinal).ShouldNot().HaveDependencyOnAny(asked).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    private static void Keeps(string room, params string[] from)
    {
        Assert.Contains(Bot.GetTypes(), type => (type.Namespace ?? "").StartsWith(room, StringComparison.Ordinal));
        var result = Types.InAssembly(Bot).That().ResideInNamespaceStartingWith(room).ShouldNot().HaveDependencyOnAny(from).GetResult();
        Assert.True(result.IsSuccessful, $"{room} reaches out: {string.Join(", ", result.FailingTypeNames ?? [])}");
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
