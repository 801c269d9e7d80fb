using PostmortemBot.Benchmarks;

if (args.FirstOrDefault() is "bare")
{
    await BareServer.RunAsync(Option("--url"), Option("--database"));
    return 0;
}

if (args.FirstOrDefault() is "socket")
{
    await SocketClient.RunAsync(Option("--api"));
    return 0;
}

if (args.FirstOrDefault() is "sockets")
{
    var table = new Report(Console.Out);
    await new SocketRows(Maybe("--bolt"), Option("--logs"), table).RunAsync(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5), CancellationToken.None);
    table.Print();
    return table.IsComplete ? 0 : 1;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

var report = new Report(Console.Out);
if (args.FirstOrDefault() is "door")
{
    DoorBench.AddTo(report);
    report.Print();
    return report.IsComplete ? 0 : 1;
}

if (args.FirstOrDefault() is "home")
{
    await new HomeRows(Option("--database"), report).RunAsync(stop.Token);
    report.Print();
    return report.IsComplete ? 0 : 1;
}

var settings = new BenchSettings
{
    Database = Option("--database"),
    Bot = Option("--bot"),
    BotDirectory = Option("--bot-directory"),
    Sandbox = Option("--sandbox"),
    Logs = Option("--logs"),
    Bolt = Maybe("--bolt"),
};
DoorBench.AddTo(report);
await new HomeRows(settings.Database, report).RunAsync(stop.Token);
await new Bench(settings, report).RunAsync(stop.Token);
report.Print();
return report.IsComplete ? 0 : 1;

string? Maybe(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

string Option(string name) => Maybe(name) ?? throw new InvalidOperationException($"{name} is missing; ./dev bench passes everything");
