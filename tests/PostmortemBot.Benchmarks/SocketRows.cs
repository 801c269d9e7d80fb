namespace PostmortemBot.Benchmarks;

/// <summary>Measures our Socket Mode client and Slack's own for Node, one after the other, with the same load and the same answers.</summary>
internal sealed class SocketRows(string? bolt, string logs, Report report)
{
    private const double Rate = 2.0;
    private const double Memory = 0.5;

    public async Task RunAsync(TimeSpan warmUp, TimeSpan duration, CancellationToken cancellationToken)
    {
        var ours = await MeasureAsync("(e) Socket Mode: our client", api => (Environment.ProcessPath!, AppContext.BaseDirectory, ["socket", "--api", api]), warmUp, duration, cancellationToken);
        if (bolt is null)
        {
            report.Add(ours.Measured);
            report.AddNote("Slack's own Socket Mode client was not measured beside it: node or npm is missing");
            return;
        }

        var theirs = await MeasureAsync("(f) Socket Mode: @slack/socket-mode on Node", api => ("node", bolt, [Path.Combine(bolt, "client.js"), api]), warmUp, duration, cancellationToken);
        report.Add(theirs.Measured);
        report.Add(ours.Measured, theirs.Measured, "(f)", Rate);
        report.AddFigure("resident memory of (f) after the load", theirs.Megabytes, "MB");
        report.AddFigure("resident memory of (e) after the load", ours.Megabytes, "MB", theirs.Megabytes * Memory);
    }

    private async Task<(Measured Measured, double Megabytes)> MeasureAsync(
        string name, Func<string, (string Program, string Directory, string[] Arguments)> client, TimeSpan warmUp, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var load = await SocketLoad.StartAsync();
        var (program, directory, arguments) = client(new Uri(load.Address, "/api/").ToString());
        await using var process = await ServerProcess.StartAsync(
            program, directory, arguments, new Dictionary<string, string>(StringComparer.Ordinal), new Uri(load.Address, "/connected"), Path.Combine(logs, "socket-client.log"), cancellationToken);
        await load.RunAsync(name, warmUp, cancellationToken);
        var measured = await load.RunAsync(name, duration, cancellationToken);
        return (measured, process.ResidentMegabytes());
    }
}
