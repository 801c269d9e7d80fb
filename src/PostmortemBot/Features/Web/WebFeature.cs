using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Web;

public static class WebFeature
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("PostmortemBot");
        return services
            .AddSingleton<DatabaseKeys>()
            .AddSingleton<IConfigureOptions<KeyManagementOptions>, KeysInTheDatabase>()
            .AddSingleton<SealedPass>()
            .AddSingleton<Visitors>()
            .AddSingleton<IVisitors>(provider => provider.GetRequiredService<Visitors>())
            .AddSingleton<WebStore>()
            .AddSingleton<SignIn>()
            .AddSingleton<PostmortemPages>()
            .AddSingleton<JobsDashboard>()
            .AddVerb<WebLink>()
            .AddSingleton<IHomeSection>(provider => provider.GetRequiredService<WebLink>())
            .AddSlack(slack => slack.BlockAction<WebLink>(WebLink.ActionId));
    }

    public static void MapWeb(this WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect(WebLink.ListPath));
        app.MapGet(WebLink.ListPath, (HttpContext context, PostmortemPages pages, string? before, CancellationToken cancellationToken) =>
            pages.ListAsync(context, int.TryParse(before, out var number) ? number : null, cancellationToken));
        app.MapGet($"{WebLink.ListPath}/{{key}}", (HttpContext context, PostmortemPages pages, string key, CancellationToken cancellationToken) =>
            pages.ShowAsync(context, key, cancellationToken));
        app.MapGet("/sign-in", (SignIn signIn, string? token, string? returnUrl, CancellationToken cancellationToken) =>
            signIn.ShowAsync(token, returnUrl, cancellationToken));
        app.MapPost("/sign-in", (HttpContext context, SignIn signIn, CancellationToken cancellationToken) =>
            signIn.EnterAsync(context, cancellationToken));
        app.MapPost("/sign-out", (HttpContext context, SignIn signIn) => signIn.Leave(context));
        JobsDashboard.Map(app);
    }
}
