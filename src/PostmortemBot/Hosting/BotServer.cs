using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Options;
using Npgsql;
using PostmortemBot.Database;
using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Home;
using PostmortemBot.Features.Intake;
using PostmortemBot.Features.Library;
using PostmortemBot.Features.Links;
using PostmortemBot.Features.Loops;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Publishing;
using PostmortemBot.Features.Reminders;
using PostmortemBot.Features.Review;
using PostmortemBot.Features.Timeline;
using PostmortemBot.Features.Trackers;
using PostmortemBot.Features.Web;
using PostmortemBot.Features.Workspaces;
using PostmortemBot.Hosting.SandboxTime;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Hosting;

/// <summary>Puts the house together: settings checked, rooms registered, doors opened.</summary>
public static class BotServer
{
    public const string SlackPath = "/slack/events";

    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot() });
        Configuration.AddFiles(builder.Configuration, builder.Environment);
        configure?.Invoke(builder);
        builder.Services.TryAddClock();
        builder.Services.FollowSandboxClock(builder.Configuration);
        builder.Services.AddBotOptions(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        AddDatabase(builder);
        AddJobs(builder);
        AddFeatures(builder.Services);
        builder.Services.AddHealth();

        var app = builder.Build();
        // Before anything is built from settings that may be wrong, so that the message names the key and not a symptom.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.UseErrorPage();
        app.MapHealth();
        // Without a secret no request could be told from a forged one; in Socket Mode there need be none.
        if (app.Services.GetRequiredService<IOptions<SlackOptions>>().Value.SigningSecret.Count > 0)
            app.MapSlack(SlackPath);
        app.MapFeatures();
        return app;
    }

    private static void AddDatabase(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => PostgresSource.Build(provider.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<PostgresDatabase>();
        builder.Services.AddSingleton<Migrator>();
    }

    private static void AddJobs(WebApplicationBuilder builder)
    {
        // Registered by name: AddHangfire would hand out JobStorage.Current and JobActivator.Current, which several bots in
        // one process (as in tests) take from each other.
        builder.Services.AddSingleton<JobStorage>(provider => new PostgreSqlStorage(
            new HangfireConnections(provider.GetRequiredService<NpgsqlDataSource>()),
            new PostgreSqlStorageOptions
            {
                PrepareSchemaIfNecessary = false, // the migrator does, under its lock
                EnableTransactionScopeEnlistment = true,
                QueuePollInterval = provider.GetRequiredService<IOptions<JobOptions>>().Value.PollInterval,
                InvisibilityTimeout = TimeSpan.FromMinutes(10),
                UseSlidingInvisibilityTimeout = true,
            }));
        builder.Services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        builder.Services.AddHangfire(hangfire => hangfire.UseRecommendedSerializerSettings());
        builder.Services.AddSingleton<JobFailureFilter>();
        builder.Services.AddSingleton<PauseFilter>();
        builder.Services.AddSingleton<JobRun>();
        builder.Services.AddSingleton<IJobFilterProvider, JobFilters>();
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<FollowUps>();
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddSingleton<RecurringJobs>();
        // Order matters: the schema first, then those who use it.
        builder.Services.AddHostedService<Startup>();
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHangfireServer((provider, server) =>
        {
            server.WorkerCount = provider.GetRequiredService<IOptions<JobOptions>>().Value.Workers;
            server.Queues = JobQueues.All;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(2);
            server.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
    }

    private static void AddFeatures(IServiceCollection services) => services
        .AddPostmortems()
        .AddIntake()
        .AddTimeline()
        .AddCauses()
        .AddActionItems()
        .AddReminders()
        .AddHome()
        .AddReview()
        .AddPublishing()
        .AddLibrary()
        .AddLinks()
        .AddTrackers()
        .AddLoops()
        .AddWeb()
        .AddWorkspaces();

    private static void MapFeatures(this WebApplication app)
    {
        app.MapWeb();
        app.MapActionItems();
        app.MapWorkspaces();
        app.MapTrackers();
    }

    /// <summary>Where appsettings.json lies: the current folder when it is there, else beside the program.</summary>
    private static string ContentRoot() =>
        File.Exists(Path.Combine(Environment.CurrentDirectory, "appsettings.json")) ? Environment.CurrentDirectory : AppContext.BaseDirectory;
}
