using Microsoft.Extensions.Options;
using PostmortemBot.Hosting;

try
{
    await BotServer.Create(args).RunAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    Console.Error.WriteLine("PostmortemBot cannot start, because of its settings (appsettings.json, or the environment with __ for each colon):");
    foreach (var failure in wrong.Failures)
        Console.Error.WriteLine($"  - {failure}");
    return 1;
}
