using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PostmortemBot.Sandbox.Delivery;

namespace PostmortemBot.Testing.Recording;

internal static class RecordingServices
{
    /// <summary>Lets the emulated Slack keep both directions of what the bot sends, if a record is wanted.</summary>
    public static void AddPayloadRecord(this IServiceCollection sandbox)
    {
        if (PayloadRecord.OfProcess is not { } record) return;
        sandbox.AddSingleton<IStartupFilter>(new RecordsCalls(record));
        sandbox.AddHttpClient(AppDoor.ClientName).AddHttpMessageHandler(() => new RecordsAnswers(record));
    }
}
