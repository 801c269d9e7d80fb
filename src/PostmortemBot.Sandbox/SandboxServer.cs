using System.Text.Json.Serialization;
using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Control;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Page;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox;

/// <summary>A Slack workspace on your own machine.</summary>
public static class SandboxServer
{
    public const string DefaultUrl = "http://127.0.0.1:5100";

    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(SandboxServer).Assembly.GetName().Name });
        if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls(DefaultUrl);
        // Outside Development the page's own files are not looked up beside the sources unless asked for.
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder.Services);
        // Lines per request would drown the rest; the call log has them all.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        configure?.Invoke(builder);
        LoopbackOnly.Demand(builder.Configuration);

        var app = builder.Build();
        app.UseLoopbackOnly();
        app.UsePlainRefusals();
        app.UseTeamOfRequest();
        app.UseSandboxSockets();
        app.MapSandboxSlack();
        app.MapSandboxSockets();
        app.MapSandboxPeople();
        app.MapSandboxControl();
        app.MapSandboxWorkspace();
        app.MapSandboxInstalls();
        app.MapSandboxConsent();
        app.MapSandboxPage();
        return app;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<InstalledApp>();
        services.AddSingleton<Addresses>();
        services.AddSingleton<Teams>();
        services.AddSingleton<ApiDoor>();
        services.AddSingleton<Installs>();
        services.AddSingleton<SharedClock>();
        services.AddSingleton<SocketTickets>();
        services.AddSingleton<Sockets>();
        services.AddSingleton<TokenEndpoint>();
        // What follows belongs to one workspace; Teams keeps a scope for each.
        services.AddScoped<TeamSeat>();
        services.AddScoped<SlackWorkspace>();
        services.AddScoped<AppDoor>();
        services.AddScoped<Events>();
        services.AddScoped<SharedLinks>();
        services.AddScoped<ScheduledPosts>();
        services.AddScoped<Payloads>();
        services.AddScoped<Posting>();
        services.AddScoped<Membership>();
        services.AddScoped<Marks>();
        services.AddScoped<Screens>();
        services.AddScoped<FileShape>();
        services.AddScoped<Api.Desk>();
        services.AddScoped<SlackApi>();
        services.AddScoped<ResponseUrls>();
        services.AddScoped<Uploads>();
        services.AddScoped<People>();
        services.AddScoped<AppInWorkspace>();
        services.AddHostedService<StateFile>();
        services.AddHostedService<ScheduledClock>();
        services.AddHttpClient(AppDoor.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = Json.Own.PropertyNamingPolicy;
            o.SerializerOptions.RespectNullableAnnotations = true;
            o.SerializerOptions.RespectRequiredConstructorParameters = true;
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddSandboxPage();
    }
}
