using Microsoft.Extensions.Options;
using PostmortemBot.Hosting;
using PostmortemBot.Insight;

if (args is ["insight", .. var wanted])
    return MeasureInsight.Run(wanted, Console.Out, Console.Error);

try
{
    await BotServer.Create(args).RunAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    return CannotStart(wrong.Failures);
}
catch (Exception wrong) when (StartFailure.Explain(wrong) is { } explanation)
{
    return CannotStart([explanation]);
}
catch (AggregateException wrong) when (wrong.InnerExceptions.All(inner => inner is OptionsValidationException))
{
    return CannotStart(wrong.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
}

static int CannotStart(IEnumerable<string> failures)
{
    Console.Error.WriteLine("PostmortemBot cannot start, because of its settings (appsettings.json, or the environment with __ for each colon):");
    foreach (var failure in failures)
        Console.Error.WriteLine($"  - {failure}");
    return 1;
}
