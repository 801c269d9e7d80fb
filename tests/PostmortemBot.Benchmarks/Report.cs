using System.Globalization;

namespace PostmortemBot.Benchmarks;

/// <summary>The one table at the end.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<string[]> _rows = [["", "figure", "p50 ms", "p99 ms", "max ms", "failed", "target", ""]];
    private readonly List<string> _troubles = [];
    private readonly List<string> _notes = [];

    public bool IsComplete => _troubles.Count == 0;

    public void Add(Measured measured) => AddRow(measured, $"{Number(measured.PerSecond)}/s", "", "");

    public void Add(Measured measured, Measured yardstick, string yardstickName, double share)
    {
        var reached = measured.PerSecond / yardstick.PerSecond;
        AddRow(measured, $"{Number(measured.PerSecond)}/s, {reached.ToString("0.00", CultureInfo.InvariantCulture)} of {yardstickName}", $">= {share.ToString("0.0", CultureInfo.InvariantCulture)}", Verdict(reached >= share));
    }

    public void AddOpenLoop(Measured measured, double p99) =>
        AddRow(measured, $"{Number(measured.PerSecond)}/s", $"p99 <= {p99:0} ms", Verdict(measured.P99 <= p99));

    public void AddFigure(string name, double value, string unit, double limit)
    {
        _rows.Add([name, $"{Number(value)} {unit}", "", "", "", "", $"<= {Number(limit)} {unit}", Verdict(value <= limit)]);
        output.WriteLine($"measured: {name}");
    }

    public void AddFigure(string name, double value, string unit)
    {
        _rows.Add([name, $"{Number(value)} {unit}", "", "", "", "", "", ""]);
        output.WriteLine($"measured: {name}");
    }

    public void AddSeconds(string name, double seconds, double limit)
    {
        _rows.Add([name, $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s", "", "", "", "", $"<= {Number(limit)} s", Verdict(seconds <= limit)]);
        output.WriteLine($"measured: {name}");
    }

    /// <summary>Something left out that does not make the table wrong.</summary>
    public void AddNote(string note) => _notes.Add(note);

    /// <summary>One act in one process, without a network.</summary>
    public void AddAct(string name, double microseconds, double kilobytes, double limit)
    {
        _rows.Add([name, $"{microseconds.ToString("#,0.0", CultureInfo.InvariantCulture)} us, {kilobytes.ToString("#,0.0", CultureInfo.InvariantCulture)} KB", "", "", "", "", $"<= {Number(limit)} us", Verdict(microseconds <= limit)]);
        output.WriteLine($"measured: {name}");
    }

    public void AddTrouble(string trouble) => _troubles.Add(trouble);

    public void Print()
    {
        var widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        output.WriteLine();
        foreach (var row in _rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());

        output.WriteLine("closed loop: wrk, 32 connections; open loop: latency from the moment a request was due; one machine for everything");
        output.WriteLine("Socket Mode: 64 envelopes under way, a command, a button and an event in turn; latency from sending one to its acknowledgement");
        foreach (var note in _notes)
            output.WriteLine($"- {note}");
        foreach (var trouble in _troubles)
            output.WriteLine($"! {trouble}");
    }

    private void AddRow(Measured measured, string figure, string target, string verdict)
    {
        _rows.Add([measured.Name, figure, Milliseconds(measured.P50), Milliseconds(measured.P99), measured.Max is { } max ? Milliseconds(max) : "", $"{measured.Failed}", target, measured.Failed > 0 ? "FAILED" : verdict]);
        if (measured.Trouble is not null)
            _troubles.Add($"{measured.Name}: {measured.Trouble}");

        output.WriteLine($"measured: {measured.Name}");
    }

    private static string Verdict(bool met) => met ? "met" : "MISSED";

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
