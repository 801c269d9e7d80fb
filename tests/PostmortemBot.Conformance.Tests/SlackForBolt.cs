using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using PostmortemBot.Sandbox;

namespace PostmortemBot.Conformance.Tests;

/// <summary>Runs the checks of a Bolt app that takes this Sandbox for Slack.</summary>
internal static class SlackForBolt
{
    public static async Task<IReadOnlyCollection<TheoryDataRow<string>>> CheckAsync(string receiver)
    {
        var manifest = Path.Combine(NodeProject.Root(), "tests", "conformance", "manifest.yaml");
        await using var sandbox = SandboxServer.Create(["--urls", "http://127.0.0.1:0", "--Sandbox:Manifest", manifest], builder => builder.Logging.ClearProviders());
        await sandbox.StartAsync();
        return await NodeProject.RunAsync("driver/run.js", ["--receiver", receiver], sandbox.Urls.First());
    }
}
