using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using PostmortemBot.Sandbox;

namespace PostmortemBot.Conformance.Tests;

/// <summary>Runs the checks of a Bolt app that takes this Sandbox for Slack, then asks whether all that the Sandbox said was of Slack's types.</summary>
internal static class SlackForBolt
{
    public static async Task<IReadOnlyCollection<TheoryDataRow<string>>> CheckAsync(string receiver)
    {
        var manifest = Path.Combine(NodeProject.Root(), "tests", "conformance", "manifest.yaml");
        await using var sandbox = SandboxServer.Create(["--urls", "http://127.0.0.1:0", "--Sandbox:Manifest", manifest], builder => builder.Logging.ClearProviders());
        await sandbox.StartAsync();
        var checks = await NodeProject.RunAsync("driver/run.js", ["--receiver", receiver], sandbox.Urls.First());
        var types = await NodeProject.RunAsync("types/sandbox.js", [], sandbox.Urls.First());
        return [.. checks, .. types];
    }
}
