using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using PostmortemBot.Slack;

namespace PostmortemBot.Hosting;

/// <summary>Section <c>Web</c>: what people's browsers see.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>The address under which people reach this bot, for links: https://postmortems.example.com</summary>
    public string PublicUrl { get; set; } = "http://127.0.0.1:5000";

    /// <summary>Slack user ids of those who may open the jobs dashboard. Empty: nobody.</summary>
    public IList<string> DashboardPeople { get; init; } = [];
}

/// <summary>Section <c>Jobs</c>: how this process works off the queue.</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Jobs run at once in this process.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>How often the queue is looked at, when nobody has said that something is in it.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>Reads the settings and refuses to start with wrong ones, naming the key.</summary>
public static class Configuration
{
    /// <summary>Where no file says otherwise, a line for each request and each poll would hide what matters.</summary>
    private static readonly Dictionary<string, string?> QuietLogs = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Hangfire"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
    };

    public static void AddFiles(IConfigurationManager configuration, IHostEnvironment environment)
    {
        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = QuietLogs });
        // dotnet run starts in the caller's folder, while the framework looks beside the program.
        var local = Path.Combine(Environment.CurrentDirectory, "appsettings.json");
        if (environment.ContentRootPath != Environment.CurrentDirectory && File.Exists(local))
            configuration.Sources.Insert(1, new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = local, Optional = true });
    }

    public static void TryAddClock(this IServiceCollection services) => services.TryAddSingleton(TimeProvider.System);

    public static void AddBotOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebOptions>().Bind(configuration.GetSection(WebOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsCheck>();
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section))
            .Validate(options => options.Workers is >= 1 and <= 100, "Jobs:Workers must be a whole number from 1 to 100.")
            .Validate(options => options.PollInterval >= TimeSpan.FromMilliseconds(10) && options.PollInterval <= TimeSpan.FromMinutes(1), "Jobs:PollInterval must be a time from 00:00:00.010 to 00:01:00.")
            .ValidateOnStart();
        services.AddOptions<DatabaseOptions>()
            .Configure(options => options.ConnectionString = configuration.GetConnectionString("Postmortems") ?? "")
            .Validate(options => options.ConnectionString.Length > 0, $"{PostgresSource.Key} is missing. Set it in appsettings.json, or as ConnectionStrings__Postmortems in the environment, e.g. Host=127.0.0.1;Database=postmortems;Username=postmortems;Password=...")
            .Validate(options => options.ConnectionString.Length == 0 || CanRead(options.ConnectionString), $"{PostgresSource.Key} is not a PostgreSQL connection string. It reads like Host=127.0.0.1;Database=postmortems;Username=postmortems;Password=...")
            .ValidateOnStart();
        // The library binds and checks the rest of its section.
        services.AddOptions<SlackOptions>()
            .Validate(options => options.BotToken is { Length: > 0 } || options.ClientId is { Length: > 0 }, "Slack:BotToken is missing. Copy the Bot User OAuth Token from api.slack.com/apps, your app, OAuth & Permissions (environment: Slack__BotToken). Only a bot that is installed by OAuth, with Slack:ClientId and Slack:ClientSecret, needs none.")
            .Validate(options => options.ClientId is not { Length: > 0 } || configuration[$"{WebOptions.Section}:{nameof(WebOptions.PublicUrl)}"] is { Length: > 0 }, "Web:PublicUrl is missing, and Slack:ClientId is set: Slack sends browsers back to that address when they install the app. Set it to the address in the manifest, such as https://postmortems.example.com.")
            .ValidateOnStart();
    }

    private static bool CanRead(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>Section <c>ConnectionStrings</c>.</summary>
public sealed class DatabaseOptions
{
    public string ConnectionString { get; set; } = "";
}

internal sealed class WebOptionsCheck : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options) =>
        options.DashboardPeople.FirstOrDefault(person => person is not ['U' or 'W', _, ..]) is { } nobody
            ? ValidateOptionsResult.Fail($"Web:DashboardPeople holds \"{nobody}\", which is no Slack user id: those begin with U or W. In Slack: the person's profile, ⋮, Copy member ID.")
            : Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Web:PublicUrl must be an http or https address, like https://postmortems.example.com.");
}
