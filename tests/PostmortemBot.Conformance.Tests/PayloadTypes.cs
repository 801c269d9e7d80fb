namespace PostmortemBot.Conformance.Tests;

/// <summary>What the bot sent while the stories ran is what Slack's own types allow.</summary>
[Collection(OneAfterAnother.Name)]
public sealed class PayloadTypes
{
    public static Task<IReadOnlyCollection<TheoryDataRow<string>>> Checks()
    {
        var recorded = Environment.GetEnvironmentVariable("POSTMORTEMS_RECORD_DIR") is { Length: > 0 } folder ? folder : Path.Combine(NodeProject.Root(), ".dev", "payloads");
        return NodeProject.RunAsync("types/run.js", [recorded]);
    }

    [Theory]
    [MemberData(nameof(Checks), DisableDiscoveryEnumeration = true)]
    public void Fit(string failure) => Assert.True(failure.Length == 0, failure);
}
