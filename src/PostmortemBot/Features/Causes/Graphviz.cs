using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace PostmortemBot.Features.Causes;

/// <summary>Lays graphs out with the <c>dot</c> program. Without it there is no picture, and everything else works.</summary>
/// <seealso href="https://graphviz.org/doc/info/command.html"/>
public sealed partial class Graphviz(ILogger<Graphviz> logger)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private const int MostRemembered = 200;

    private readonly ConcurrentDictionary<string, string> _drawn = new(StringComparer.Ordinal);

    /// <summary>Where the program lies. Null: it is not installed.</summary>
    public string? Program { get; init; } = Find(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>The drawing as SVG, or null when it cannot be made.</summary>
    /// <param name="dot">A graph in the DOT language.</param>
    /// <param name="cancellationToken">Ends the program too.</param>
    public async Task<string?> SvgAsync(string dot, CancellationToken cancellationToken)
    {
        if (Program is null)
            return null;
        if (_drawn.TryGetValue(dot, out var known))
            return known;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (await RunAsync(Program, dot, patience.Token) is not { } svg)
                return null;
            if (_drawn.Count >= MostRemembered)
                _drawn.Clear();
            return _drawn[dot] = svg;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            TookTooLong(logger, (int)Patience.TotalSeconds);
            return null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            Failed(logger, failure.Message);
            return null;
        }
    }

    private async Task<string?> RunAsync(string program, string dot, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-Tsvg"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(dot.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            var svg = await output;
            if (process.ExitCode == 0 && svg.Contains("</svg>", StringComparison.Ordinal))
                return svg;

            // What dot complains about can quote what people typed, so only its size is told.
            Refused(logger, process.ExitCode, (await errors).Length);
            return null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string? Find(string? path) =>
        (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dot.exe" : "dot"))
            .FirstOrDefault(File.Exists);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dot took longer than {Seconds} s; the report goes without the picture of causes")]
    private static partial void TookTooLong(ILogger logger, int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dot ended with {ExitCode} and {Length} characters of complaint; the report goes without the picture of causes")]
    private static partial void Refused(ILogger logger, int exitCode, int length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dot could not be run: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}

/// <summary>Says at start whether there will be pictures of causes.</summary>
public sealed partial class GraphvizCheck(Graphviz graphviz, ILogger<GraphvizCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (graphviz.Program is { } program)
            Found(logger, program);
        else
            Missing(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Causes are drawn with {Program}")]
    private static partial void Found(ILogger logger, string program);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Graphviz is not installed (no dot in PATH), so reports show causes as text without a picture. Debian: apt-get install graphviz")]
    private static partial void Missing(ILogger logger);
}
