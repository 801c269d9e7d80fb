using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PostmortemBot.Benchmarks;

/// <summary>A server started for the measurements: when it was ready, how much memory it holds, and its end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TextWriter _log;

    private ServerProcess(Process process, TextWriter log, TimeSpan startUp)
    {
        _process = process;
        _log = log;
        StartUp = startUp;
    }

    /// <summary>From the start of the process to the first good answer.</summary>
    public TimeSpan StartUp { get; }

    public static async Task<ServerProcess> StartAsync(
        string program, string directory, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, Uri ready, string log, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        foreach (var (key, value) in settings)
            start.Environment[key] = value;

        var writer = TextWriter.Synchronized(new StreamWriter(log, append: true) { AutoFlush = true });
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (!await AnswersAsync(http, ready, cancellationToken))
        {
            if (process.HasExited || time.GetElapsedTime(started) > TimeSpan.FromMinutes(1))
            {
                Stop(process);
                throw new InvalidOperationException($"{Path.GetFileName(program)} was not ready; its log: {log}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
        }

        return new ServerProcess(process, writer, time.GetElapsedTime(started));
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Resident memory in MiB, as the kernel counts it.</summary>
    public double ResidentMegabytes() => Megabytes("VmRSS:");

    /// <summary>
    /// The resident memory in MiB that is this process's own: all but the pages of program files, which the kernel can drop and read
    /// again. https://docs.kernel.org/filesystems/proc.html (RssAnon, RssShmem)
    /// </summary>
    public double PrivateMegabytes() => Megabytes("RssAnon:") + Megabytes("RssShmem:");

    public async ValueTask DisposeAsync()
    {
        Stop(_process);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private double Megabytes(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(one => one.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri ready, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(ready, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
