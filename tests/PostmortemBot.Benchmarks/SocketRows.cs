namespace PostmortemBot.Benchmarks;

/// <summary>
/// Measures one app over Socket Mode three times, with the same load and the same answers: with our library, with Bolt, which does the
/// same for a handler, and with Slack's bare client, which finds no handlers.
/// </summary>
internal sealed class SocketRows(string? bolt, string logs, Report report)
{
    private const double Rate = 2.0;
    private const double Memory = 0.5;

    public async Task RunAsync(TimeSpan warmUp, TimeSpan duration, CancellationToken cancellationToken)
    {
        var ours = await MeasureAsync("(e) Socket Mode: our library", Environment.ProcessPath!, AppContext.BaseDirectory, ["socket", "--api"], warmUp, duration, cancellationToken);
        if (bolt is null)
        {
            report.Add(ours.Measured);
            report.AddNote("Bolt's Socket Mode was not measured beside ours: node or npm is missing");
            return;
        }

        var theirs = await MeasureAsync("(f) Socket Mode: Bolt on Node", "node", bolt, ["app.js"], warmUp, duration, cancellationToken);
        var bare = await MeasureAsync("(g) Socket Mode: @slack/socket-mode without Bolt", "node", bolt, ["client.js"], warmUp, duration, cancellationToken);
        report.Add(bare.Measured);
        report.Add(theirs.Measured);
        report.Add(ours.Measured, theirs.Measured, "(f)", Rate);
        report.AddFigure("resident memory of (g) after the load", bare.Resident, "MB");
        report.AddFigure("resident memory of (f) after the load", theirs.Resident, "MB");
        report.AddFigure("resident memory of (e) after the load", ours.Resident, "MB", theirs.Resident * Memory);
        report.AddFigure("of it without program files, (g)", bare.Private, "MB");
        report.AddFigure("of it without program files, (f)", theirs.Private, "MB");
        report.AddFigure("of it without program files, (e)", ours.Private, "MB", theirs.Private * Memory);
    }

    private async Task<(Measured Measured, double Resident, double Private)> MeasureAsync(
        string name, string program, string directory, string[] arguments, TimeSpan warmUp, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var load = await SocketLoad.StartAsync();
        await using var process = await ServerProcess.StartAsync(
            program,
            directory,
            [.. arguments, new Uri(load.Address, "/api/").ToString()],
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Uri(load.Address, "/connected"),
            Path.Combine(logs, "socket-client.log"),
            cancellationToken);
        await load.RunAsync(name, warmUp, cancellationToken);
        var measured = await load.RunAsync(name, duration, cancellationToken);
        return (measured, process.ResidentMegabytes(), process.PrivateMegabytes());
    }
}
