using PostmortemBot.Testing.Scenarios;

// Plays a scenario on a running Sandbox:
//   demo --sandbox http://127.0.0.1:5100 --scenario tests/scenarios/payment.yaml --out .dev/demo/payment
if (args.FirstOrDefault() is not "demo" || Option("--sandbox") is not { } sandbox || Option("--scenario") is not { } scenario || Option("--out") is not { } output)
{
    Console.Error.WriteLine("usage: demo --sandbox URL --scenario FILE --out DIRECTORY");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

try
{
    var result = await ScenarioPlayer.PlayAsync(scenario, sandbox, output, Console.Out, stop.Token);
    Console.WriteLine();
    if (!result.Succeeded)
        Console.WriteLine($"Stopped: {result.Failure}\n");

    Console.WriteLine($"{result.Name}: {result.StepsPlayed} of {result.StepsInAll} steps in {result.Took.TotalSeconds:0.0} s");
    foreach (var file in result.Files)
        Console.WriteLine($"  {file}");

    return result.Succeeded ? 0 : 1;
}
catch (ScenarioFormatException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
catch (OperationCanceledException)
{
    return 130;
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
