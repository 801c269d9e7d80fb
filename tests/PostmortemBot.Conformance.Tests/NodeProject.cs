using System.Diagnostics;

namespace PostmortemBot.Conformance.Tests;

/// <summary>tests/conformance: Slack's own client libraries, run by Node.</summary>
internal static class NodeProject
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a script and returns one row for each check it reports; a script that breaks off is an error.</summary>
    public static async Task<IReadOnlyCollection<TheoryDataRow<string>>> RunAsync(string script, string[] arguments, string? sandbox = null)
    {
        var folder = Path.Combine(Root(), "tests", "conformance");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new InvalidOperationException($"Slack's client libraries are not there. Run: npm ci --prefix {folder}");

        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [script, .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        if (sandbox is not null)
            node.StartInfo.Environment["SANDBOX_URL"] = sandbox;
        node.Start();
        var (output, errors) = await ReadAsync(node);
        var checks = Check.Read(output);
        // The plan is the last line: without it the script broke off, whatever it reported before.
        if (!output.TrimEnd().EndsWith($"1..{checks.Count}", StringComparison.Ordinal))
            throw new InvalidOperationException($"node {script} ended with exit code {node.ExitCode}:\n{output}\n{errors}");
        return [.. checks.Select(check => new TheoryDataRow<string>(check.Passed ? "" : $"{check.Reason}\n{errors}") { TestDisplayName = check.Name })];
    }

    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PostmortemBot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from inside the repository.");
    }

    private static async Task<(string Output, string Errors)> ReadAsync(Process node)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            return (await output, await errors);
        }
        catch (OperationCanceledException late)
        {
            node.Kill(entireProcessTree: true);
            throw new TimeoutException($"node was not done after {Patience.TotalMinutes} minutes.", late);
        }
    }
}
