using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PostmortemBot.Features.Causes.Drawing;

/// <summary>
/// Lays graphs out with the <c>dot</c> program. Without it there is no picture, and everything else works. Nothing it does can
/// hold anybody up: it gets so much time, may answer with so many letters, and what it answers must be a drawing.
/// </summary>
/// <seealso href="https://graphviz.org/doc/info/command.html"/>
public sealed partial class Graphviz(ILogger<Graphviz> logger) : IDisposable
{
    /// <summary>Sixty nodes take a tenth of a second and 100 KB.</summary>
    public const int MostLetters = 8_000_000;

    private const int MostRemembered = 100;
    private const int MostAtOnce = 2;

    private readonly ConcurrentDictionary<string, XDocument> _drawn = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Where the program lies. Null: it is not installed.</summary>
    public string? Program { get; init; } = Find(Environment.GetEnvironmentVariable("PATH"));

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(8);

    public void Dispose() => _places.Dispose();

    /// <summary>The drawing as SVG, or null when it cannot be made.</summary>
    /// <param name="dot">A graph in the DOT language.</param>
    /// <param name="cancellationToken">Ends the program too.</param>
    public async Task<XDocument?> SvgAsync(string dot, CancellationToken cancellationToken)
    {
        if (Program is null)
            return null;
        if (_drawn.TryGetValue(dot, out var known))
            return known;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (await RunAloneAsync(Program, dot, patience.Token) is not { } svg)
                return null;
            if (_drawn.Count >= MostRemembered)
                _drawn.Clear();
            return _drawn[dot] = svg;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            TookTooLong(logger, Patience.TotalSeconds);
            return null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            Failed(logger, failure.Message);
            return null;
        }
    }

    private async Task<XDocument?> RunAloneAsync(string program, string dot, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(program, dot, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<XDocument?> RunAsync(string program, string dot, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-Tsvg"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        try
        {
            var output = ReadAsync(process.StandardOutput, cancellationToken);
            var errors = ReadAsync(process.StandardError, cancellationToken);
            await process.StandardInput.WriteAsync(dot.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            if (await output is not { } svg || await errors is not { } complaints)
            {
                SaidTooMuch(logger, MostLetters);
                return null;
            }

            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == 0 && Drawing(svg) is { } drawing)
                return drawing;

            // What dot complains about can quote what people typed, so only its size is told.
            Refused(logger, process.ExitCode, complaints.Length);
            return null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Null: more than anybody draws.</summary>
    private static async Task<string?> ReadAsync(StreamReader from, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16_384];
        while (await from.ReadAsync(buffer.AsMemory(), cancellationToken) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
            if (text.Length > MostLetters)
                return null;
        }

        return text.ToString();
    }

    private static XDocument? Drawing(string svg)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var document = XDocument.Load(reader);
            return document.Root is { Name: { LocalName: "svg", NamespaceName: "http://www.w3.org/2000/svg" } } ? document : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? Find(string? path) =>
        (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dot.exe" : "dot"))
            .FirstOrDefault(File.Exists);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dot took longer than {Seconds} s and was stopped; what it was to draw is told in words")]
    private static partial void TookTooLong(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dot answered with more than {Letters} characters and was stopped; what it was to draw is told in words")]
    private static partial void SaidTooMuch(ILogger logger, int letters);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dot ended with {ExitCode}, no drawing and {Length} characters of complaint; what it was to draw is told in words")]
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Graphviz is not installed (no dot in PATH), so causes are shown as text without pictures. Debian: apt-get install graphviz")]
    private static partial void Missing(ILogger logger);
}
