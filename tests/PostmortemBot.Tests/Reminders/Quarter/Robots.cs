using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using PostmortemBot.Features.Reminders;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders.Quarter;

/// <summary>A process of the bot whose work is handed to it by the test, and which can be killed between any two statements of it.</summary>
internal sealed class Robot(BotFixture fixture) : IAsyncDisposable
{
    private static readonly AsyncLocal<Fuse?> Burning = new();
    private static readonly ActivityListener Listener = Listen();
    private WebApplication _bot = Build(fixture);

    /// <summary>Looks at everything. Killed after so many statements, when that is given; false: it was killed.</summary>
    public Task<bool> SweepsAsync(int? killedAfter = null) =>
        RunAsync(token => _bot.Services.GetRequiredService<SweepReminders>().RunAsync(token), killedAfter);

    public Task<bool> SendsAsync(Guid reminderId, int? killedAfter = null) =>
        RunAsync(token => _bot.Services.GetRequiredService<SendReminderJob>().RunAsync(new JobSubject(QuarterWorld.Workspace, reminderId, ""), token), killedAfter);

    public async Task RestartsAsync()
    {
        await _bot.DisposeAsync();
        _bot = Build(fixture);
    }

    /// <summary>Takes what the outbox holds, as the relay would.</summary>
    public static async Task<List<Guid>> TakesAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("delete from outbox where job = 'action-items.remind' returning subject_id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private static async Task<bool> RunAsync(Func<CancellationToken, Task> work, int? killedAfter)
    {
        using var fuse = killedAfter is { } statements ? new Fuse(statements) : null;
        Burning.Value = fuse;
        try
        {
            await work(fuse?.Token ?? CancellationToken.None);
            return true;
        }
        // What a process that dies leaves behind: the connection breaks, and what was not committed is gone.
        catch (Exception) when (fuse is { Token.IsCancellationRequested: true })
        {
            return false;
        }
        finally
        {
            Burning.Value = null;
        }
    }

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => Burning.Value is null ? ActivitySamplingResult.None : ActivitySamplingResult.PropagationData,
            ActivityStarted = _ => Burning.Value?.Burns(),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static WebApplication Build(BotFixture fixture)
    {
        GC.KeepAlive(Listener);
        return BotServer.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new LoggerFactory([fixture.Log])));
            builder.Services.AddSingleton<TimeProvider>(fixture.Clock);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postmortems"] = fixture.ConnectionString,
                ["Slack:BotToken"] = BotFixture.BotToken,
                ["Slack:SigningSecret"] = BotFixture.SigningSecret,
                ["Slack:ApiBaseUrl"] = new Uri(fixture.Sandbox.BaseAddress!, "/api/").ToString(),
                ["Slack:Rates:chat.postMessage"] = "100000",
                ["Slack:Rates:dnd.info"] = "100000",
                ["Slack:Rates:conversations.open"] = "100000",
                ["Slack:Rates:conversations.history"] = "100000",
                ["Slack:Rates:users.info"] = "100000",
                ["Slack:Rates:conversations.info"] = "100000",
                ["Slack:Rates:conversations.members"] = "100000",
                ["Slack:Rates:chat.update"] = "100000",
            });
        });
    }

    private sealed class Fuse(int statements) : IDisposable
    {
        private readonly CancellationTokenSource _dying = new();
        private int _left = statements;

        public CancellationToken Token => _dying.Token;

        public void Burns()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _dying.Cancel();
        }

        public void Dispose() => _dying.Dispose();
    }
}
