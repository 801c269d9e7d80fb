namespace PostmortemBot.Sandbox.Page;

public static class PageServices
{
    public static IServiceCollection AddSandboxPage(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSingleton<ReadMarks>();
        services.AddScoped<Desk>();
        return services;
    }

    public static void MapSandboxPage(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
