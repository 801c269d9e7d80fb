namespace PostmortemBot.Conformance.Tests;

/// <summary>Slack's official Bolt and Web API client, unmodified, find the Sandbox to be Slack: requests by HTTP.</summary>
[Collection(OneAfterAnother.Name)]
public sealed class BoltOverHttp
{
    public static Task<IReadOnlyCollection<TheoryDataRow<string>>> Checks() => SlackForBolt.CheckAsync("http");

    [Theory]
    [MemberData(nameof(Checks), DisableDiscoveryEnumeration = true)]
    public void Holds(string failure) => Assert.True(failure.Length == 0, failure);
}
