using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Fishbone;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Benchmarks;

/// <summary>What it costs to lay out and draw a fishbone of 60 causes. Not sealed, because BenchmarkDotNet derives from it.</summary>
[MemoryDiagnoser]
public class FishboneBench
{
    private const string Name = "(j) a fishbone of 60 causes, laid out and drawn";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private FishboneDiagram _fishbone = null!;
    private Postmortem _postmortem = null!;

    internal static void AddTo(Report report)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput))
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        var one = BenchmarkRunner.Run<FishboneBench>(config).Reports.FirstOrDefault();
        if (one?.ResultStatistics is not { } time)
            report.AddTrouble($"{Name} could not be measured");
        else
            report.AddAct(Name, time.Mean / 1000, (one.GcStats.GetBytesAllocatedPerOperation(one.BenchmarkCase) ?? 0) / 1024.0, limit: 20_000);
    }

    [GlobalSetup]
    public void Start()
    {
        _postmortem = new Postmortem
        {
            WorkspaceId = "T1", PostmortemId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Number = 1, IncidentId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), ChannelId = "C1", Audience = Audience.Workspace,
            Status = PostmortemStatus.Draft, FacilitatorId = "U1", CreatedBy = "U1", CreatedAt = Now, UpdatedAt = Now, Title = "Card payments failed",
            Kind = IncidentKind.Incident, Severity = "SEV-1", Services = [], Impact = "", Slo = "",
        };
        var notes = Enumerable.Range(0, 60).Select(number => new Note
        {
            WorkspaceId = "T1", NoteId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), PostmortemId = _postmortem.PostmortemId, Category = Categories.Default[number % 7],
            Text = $"Configuration {number} reached every region at once, without a step in between that would have shown what it does to payments",
            CreatedAt = Now, UpdatedAt = Now,
        });
        _fishbone = new FishboneDiagram("Card payments failed for 45 minutes", Categories.Default, new CauseGraph([], []), [], [.. notes]);
    }

    [Benchmark]
    public int Drawn() => FishbonePicture.Draw(_postmortem, _fishbone)!.Svg.Length;
}
