using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes.Drawing;

/// <summary>Whatever the program does, the report is not held up by it and nothing fails.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class GraphvizTests : IDisposable
{
    private const string Graph = "digraph g { a -> b; }";
    private readonly string _folder = Directory.CreateTempSubdirectory("graphviz-").FullName;
    private readonly CollectedLog _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_that_hangs_is_stopped()
    {
        Assert.Null(await Draws("cat >/dev/null; exec sleep 600", TimeSpan.FromMilliseconds(300)));
        Assert.Contains("dot took longer than 0.3 s and was stopped", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_dies_is_no_failure()
    {
        Assert.Null(await Draws("kill -9 $$"));
        Assert.Null(await Draws("cat >/dev/null; echo 'Error: secret words' >&2; exit 1"));
        Assert.DoesNotContain("secret words", _log.ToString(), StringComparison.Ordinal);
        Assert.Contains("dot ended with 1, no drawing", _log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a drawing </svg>")]
    [InlineData("<svg><unclosed></svg>")]
    [InlineData("<html xmlns=\"http://www.w3.org/2000/svg\"></html>")]
    [InlineData("")]
    public async Task Garbage_is_not_taken_for_a_drawing(string garbage) => Assert.Null(await Draws($"cat >/dev/null; printf '%s' '{garbage}'"));

    [Fact]
    public async Task One_that_never_stops_talking_is_stopped()
    {
        Assert.Null(await Draws("cat >/dev/null; exec yes '<svg>'"));
        Assert.Contains("more than 8000000 characters", _log.ToString().Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_waiting_stops_the_program()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => With(Script("exec sleep 600"), TimeSpan.FromMinutes(5)).SvgAsync(Graph, stop.Token));
    }

    [Fact]
    public async Task The_start_says_in_one_line_what_is_missing_and_what_to_install()
    {
        await new GraphvizCheck(With(program: null, TimeSpan.FromSeconds(8)), Logger<GraphvizCheck>()).StartAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Graphviz is not installed (no dot in PATH), so causes are shown as text without pictures. Debian: apt-get install graphviz", _log.ToString(), StringComparison.Ordinal);
    }

    private Task<XDocument?> Draws(string script, TimeSpan? patience = null) =>
        With(Script(script), patience ?? TimeSpan.FromSeconds(30)).SvgAsync(Graph, TestContext.Current.CancellationToken);

    private Graphviz With(string? program, TimeSpan patience) => new(Logger<Graphviz>()) { Program = program, Patience = patience };

    private Logger<T> Logger<T>() => new(new LoggerFactory([_log]));

    private string Script(string lines)
    {
        var path = Path.Combine(_folder, $"dot-{Guid.CreateVersion7():N}");
        File.WriteAllText(path, $"#!/bin/sh\n{lines}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
