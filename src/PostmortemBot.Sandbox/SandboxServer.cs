using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox;

/// <summary>A Slack workspace on your own machine.</summary>
public static class SandboxServer
{
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SlackWorkspace>();
        builder.Services.AddSingleton<People>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<Page.App>().AddInteractiveServerRenderMode();
        return app;
    }
}
