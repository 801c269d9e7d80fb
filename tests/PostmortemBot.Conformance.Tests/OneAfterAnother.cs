namespace PostmortemBot.Conformance.Tests;

/// <summary>The checks measure Slack's three seconds by the wall clock; sharing the machine among themselves would blur them.</summary>
internal static class OneAfterAnother
{
    public const string Name = "One after another";
}
