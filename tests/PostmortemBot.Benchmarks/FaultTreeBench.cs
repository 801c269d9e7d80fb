using Microsoft.Extensions.Logging.Abstractions;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Causes.FaultTrees;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Benchmarks;

/// <summary>How long the largest fault trees and drawings take, warm, the middle one of five.</summary>
internal static class FaultTreeBench
{
    private const int Times = 5;

    public static async Task AddToAsync(Report report, CancellationToken cancellationToken)
    {
        var ways = Ways();
        var found = CutSetsOf(ways, report, "(k) 5,000 ways through a fault tree of 200 events", limit: 1000, cancellationToken);
        if (ways.Events.Count != 200 || found is not { IsComplete: true } || found.Count != 5000)
            report.AddTrouble("the ways through the fault tree were not all found");
        var some = CutSetsOf(Entangled(), report, "(l) a fault tree too entangled to be worked out", limit: 2000, cancellationToken);
        if (some.IsComplete)
            report.AddTrouble("the entangled fault tree was worked out after all");

        var graph = Causes();
        var graphviz = new Graphviz(NullLogger<Graphviz>.Instance);
        if (graphviz.Program is null)
        {
            report.AddNote("Graphviz is not installed, so no drawing was measured");
            return;
        }

        var middle = await MiddleAsync(async time =>
        {
            // Another problem each time, so that nothing is remembered.
            var picture = await CausesPicture.DrawAsync(Postmortem(time), Causes($"Payments failed, run {time}"), graphviz, cancellationToken);
            return picture is not null;
        });
        report.AddFigure("(m) 60 causes drawn as a tree of whys", middle, "ms", 300);
        report.AddFigure("(n) 60 causes drawn as a fault tree", await MiddleAsync(time => Task.FromResult(FaultTreePicture.Draw(Postmortem(time), FaultTree.Of(graph)!) is not null)), "ms", 300);
    }

    private static CutSets CutSetsOf(FaultTree tree, Report report, string name, double limit, CancellationToken cancellationToken)
    {
        var (times, sets) = (new List<double>(), FaultAnalysis.Of(tree, cancellationToken).Sets);
        for (var time = 0; time < Times; time++)
        {
            var from = TimeProvider.System.GetTimestamp();
            sets = FaultAnalysis.Of(tree, cancellationToken).Sets;
            times.Add(TimeProvider.System.GetElapsedTime(from).TotalMilliseconds);
        }

        report.AddFigure(name, times.Order().ElementAt(Times / 2), "ms", limit);
        return sets;
    }

    private static async Task<double> MiddleAsync(Func<int, Task<bool>> draw)
    {
        await draw(0);
        var times = new List<double>();
        for (var time = 1; time <= Times; time++)
        {
            var from = TimeProvider.System.GetTimestamp();
            if (!await draw(time))
                throw new InvalidOperationException("Nothing was drawn.");
            times.Add(TimeProvider.System.GetElapsedTime(from).TotalMilliseconds);
        }

        return times.Order().ElementAt(Times / 2);
    }

    private static FaultTree Ways() => FaultTree.Of(Gate(1,
        [.. Enumerable.Range(0, 2).Select(part => Gate(2,
            Gate(1, [.. Enumerable.Range(0, 50).Select(number => Basic($"{part}a{number}"))]),
            Gate(1, [.. Enumerable.Range(0, 50).Select(number => Basic($"{part}b{number}"))])))]));

    /// <summary>Many gates over the same events in mixed orders: no ordering of the events keeps the diagram small.</summary>
    private static FaultTree Entangled()
    {
        var events = Enumerable.Range(0, 300).Select(number => Basic($"{number}")).ToArray();
        return FaultTree.Of(Gate(400, [.. Enumerable.Range(0, 400).Select(gate => Gate(1, events[gate * 7 % 300], events[gate * 31 % 300], events[(gate * gate + 13) % 300]))]));
    }

    private static FaultNode Basic(string name) => new() { Text = name, Kind = CauseKinds.Condition };

    private static FaultNode Gate(int atLeast, params FaultNode[] inputs) => new() { Text = "gate", Kind = CauseKinds.Event, AtLeast = atLeast, Inputs = [.. inputs.Distinct()] };

    private static CauseGraph Causes(string problem = "Payments failed")
    {
        var causes = Enumerable.Range(0, 60).Select(number => new Cause
        {
            WorkspaceId = "T1", CauseId = Guid.CreateVersion7(), PostmortemId = Guid.Empty, Kind = CauseKinds.All[number % CauseKinds.All.Count].Kind,
            Text = number == 0 ? problem : $"A condition that takes a sentence or two to say in full, number {number}", IsTop = number == 0,
            CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(number), UpdatedAt = DateTimeOffset.UnixEpoch,
        }).ToList();
        return new CauseGraph(causes, causes.Skip(1).Select((cause, index) => new CauseLink { EffectId = causes[index / 3].CauseId, CauseId = cause.CauseId, Gate = Gates.And }));
    }

    private static Postmortem Postmortem(int number) => new()
    {
        WorkspaceId = "T1", PostmortemId = Guid.Empty, Number = number, IncidentId = Guid.Empty, ChannelId = "C1", Audience = Audience.Workspace, Status = PostmortemStatus.Draft,
        FacilitatorId = "U1", CreatedBy = "U1", CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch, Title = "Payments failed", Kind = IncidentKind.Incident,
        Severity = "SEV-1", Services = [], Impact = "", Slo = "",
    };
}
