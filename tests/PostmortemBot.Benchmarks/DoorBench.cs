using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PostmortemBot.Slack;

namespace PostmortemBot.Benchmarks;

/// <summary>What one request costs at Slack's door: a forged one, and the largest form there is. Not sealed, because BenchmarkDotNet derives from it.</summary>
[MemoryDiagnoser]
public class DoorBench
{
    private const string Form = "application/x-www-form-urlencoded";

    private RequestDelegate _open = null!;
    private byte[] _submission = [];
    private string _timestamp = "";
    private string _signature = "";

    internal static void AddTo(Report report)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput))
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run<DoorBench>(config);
        Add(nameof(Forged), "(h) a forged request, turned away", 1000);
        Add(nameof(LargestSubmission), "(i) the largest form, parsed and dispatched", 10_000);

        void Add(string method, string name, double limit)
        {
            var one = summary.Reports.FirstOrDefault(report => string.Equals(report.BenchmarkCase.Descriptor.WorkloadMethod.Name, method, StringComparison.Ordinal));
            if (one?.ResultStatistics is not { } time)
                report.AddTrouble($"{name} could not be measured");
            else
                report.AddAct(name, time.Mean / 1000, (one.GcStats.GetBytesAllocatedPerOperation(one.BenchmarkCase) ?? 0) / 1024.0, limit);
        }
    }

    [GlobalSetup]
    public void Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSlack(slack => slack.ViewSubmission<Taken>("largest")).Configure<SlackOptions>(options =>
        {
            options.SigningSecret = [SignedRequests.Secret];
            options.BotToken = "xoxb-bench";
        });
        var app = builder.Build();
        app.MapSlack("/slack/events");
        _open = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Single().RequestDelegate!;
        _submission = Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(LargestForm.Json()));
        _timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        _signature = SignedRequests.Signature(_timestamp, _submission);
        if (LargestSubmission().GetAwaiter().GetResult() != StatusCodes.Status200OK || !Taken.Any)
            throw new InvalidOperationException("The largest form did not reach its handler.");
        if (Forged().GetAwaiter().GetResult() != StatusCodes.Status401Unauthorized)
            throw new InvalidOperationException("A forged request was not turned away.");
    }

    [Benchmark]
    public Task<int> Forged() => Send("v0=" + new string('0', 64));

    [Benchmark]
    public Task<int> LargestSubmission() => Send(_signature);

    private async Task<int> Send(string signature)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = Form;
        context.Request.ContentLength = _submission.Length;
        context.Request.Body = new MemoryStream(_submission, writable: false);
        context.Request.Headers["X-Slack-Request-Timestamp"] = _timestamp;
        context.Request.Headers["X-Slack-Signature"] = signature;
        await _open(context);
        return context.Response.StatusCode;
    }

    private sealed class Taken : IViewSubmissionHandler
    {
        public static bool Any { get; private set; }

        public Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
        {
            Any = submission.View.Blocks.Count == LargestForm.Fields && submission.View.State.Values.Count == LargestForm.Fields;
            return Task.FromResult(ViewSubmissionResponse.Close);
        }
    }
}
