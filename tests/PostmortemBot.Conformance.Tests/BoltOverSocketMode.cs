namespace PostmortemBot.Conformance.Tests;

/// <summary>The same Bolt app, and the same checks, over Socket Mode.</summary>
[Collection(OneAfterAnother.Name)]
public sealed class BoltOverSocketMode
{
    public static Task<IReadOnlyCollection<TheoryDataRow<string>>> Checks() => SlackForBolt.CheckAsync("socket");

    [Theory]
    [MemberData(nameof(Checks), DisableDiscoveryEnumeration = true)]
    public void Holds(string failure) => Assert.True(failure.Length == 0, failure);
}
