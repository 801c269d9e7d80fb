using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.OAuth;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>From a browser to an installation: off to Slack with a state, back with a code, and the code for a token.</summary>
public sealed partial class InstallFlow(
    IOptions<SlackOptions> options,
    IOptions<WebOptions> web,
    InstallStates states,
    InstallationStore store,
    SealedTokens seals,
    UnwantedTokens unwanted,
    ISlackOAuth slack,
    TimeProvider clock,
    ILogger<InstallFlow> logger)
{
    public const string StartPath = "/slack/install";
    public const string CallbackPath = "/slack/oauth/callback";
    public const string Cookie = "postmortems-install";

    private const int LongestCode = 500;

    private bool IsOn => options.Value.ClientId is { Length: > 0 };

    private string RedirectUri => web.Value.PublicUrl.TrimEnd('/') + CallbackPath;

    public async Task<IResult> StartAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!IsOn)
            return InstallPages.NotSwitchedOn();

        var (state, browser) = states.Begin();
        context.Response.Cookies.Append(Cookie, browser, CookieFor(context, InstallStates.Lasts));
        WebPage.Harden(context.Response);
        return Results.Redirect(slack.AuthorizeUrl(InstallScopes.All, state, RedirectUri).AbsoluteUri);
    }

    public async Task<IResult> FinishAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!IsOn)
            return InstallPages.NotSwitchedOn();

        var query = context.Request.Query;
        var state = states.Open(query["state"]);
        var check = await states.CheckAsync(state, context.Request.Cookies[Cookie], cancellationToken);
        context.Response.Cookies.Delete(Cookie, CookieFor(context, lasts: null));
        if (check != StateCheck.Good || state is null)
        {
            StateRefused(logger, check);
            return InstallPages.StateRefused(check);
        }

        var error = query["error"].ToString();
        if (error == "access_denied")
            return InstallPages.Declined();
        if (error.Length > 0 || query["code"].ToString() is not { Length: > 0 and <= LongestCode } code)
            return InstallPages.NoCode();

        OauthV2AccessResponse granted;
        try
        {
            granted = await slack.Access(code, RedirectUri, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            NotExchanged(logger, refused.Error);
            return InstallPages.NotExchanged(refused.Error, RedirectUri);
        }

        return await InstallAsync(granted, state, cancellationToken);
    }

    private async Task<IResult> InstallAsync(OauthV2AccessResponse granted, InstallState state, CancellationToken cancellationToken)
    {
        if (!await states.UseAsync(state, cancellationToken))
        {
            StateRefused(logger, StateCheck.Used);
            return await RefusedAsync(InstallPages.StateRefused(StateCheck.Used), granted);
        }

        if (PlaceOf(granted) is not { } place || granted is { AccessToken: "" } or { AppId: "" } or { BotUserId: "" } || granted.TokenType is not (null or "bot"))
            return await MixedAsync("the answer lacks what every installation has", granted);
        if (await store.IsAnotherAppAsync(options.Value.ClientId!, granted.AppId, cancellationToken))
            return await MixedAsync("it is for another app", granted);
        if (InstallScopes.MissingFrom(granted) is { Count: > 0 } missing)
            return await RefusedAsync(InstallPages.MissingScopes(missing), granted);

        string? botId;
        try
        {
            var whose = await slack.Test(granted.AccessToken, cancellationToken);
            if (!Fits(granted, whose.TeamId, whose.EnterpriseId, whose.UserId))
                return await MixedAsync("the token belongs to another workspace", granted, whose.TeamId);
            botId = whose.BotId;
        }
        catch (SlackApiException refused)
        {
            NotExchanged(logger, refused.Error);
            return await RefusedAsync(InstallPages.NotExchanged(refused.Error, RedirectUri), granted);
        }

        await store.InstallAsync(new Installation
        {
            WorkspaceId = place.Id,
            ClientId = options.Value.ClientId!,
            AppId = granted.AppId,
            EnterpriseId = granted.Enterprise?.Id,
            TeamId = granted.IsEnterpriseInstall ? null : place.Id,
            IsEnterpriseInstall = granted.IsEnterpriseInstall,
            Name = place.Name ?? "",
            BotUserId = granted.BotUserId,
            BotId = botId,
            Scopes = [.. granted.Scopes],
            InstallerId = granted.AuthedUser?.Id,
            Token = seals.Seal(place.Id, TokenKind.Bot, granted.AccessToken),
            RefreshToken = granted.RefreshToken is { Length: > 0 } refresh ? seals.Seal(place.Id, TokenKind.Refresh, refresh) : null,
            TokenVersion = 1,
            ExpiresAt = granted.ExpiresIn is { } seconds ? clock.GetUtcNow().AddSeconds(seconds) : null,
        }, CancellationToken.None);
        Installed(logger, place.Id, granted.AuthedUser?.Id ?? "unknown");
        return InstallPages.Installed(place.Name ?? place.Id, granted.IsEnterpriseInstall, OpenSlack(granted.AppId, place.Id));
    }

    /// <summary>The workspace, or the organisation, with ids as Slack forms them; null when the answer says neither or both.</summary>
    private static OauthPlace? PlaceOf(OauthV2AccessResponse granted) => granted switch
    {
        { IsEnterpriseInstall: true, Team: null, Enterprise: { Id: ['E', ..] } organisation } => organisation,
        { IsEnterpriseInstall: false, Team: { Id: ['T', ..] } team } => team,
        _ => null,
    };

    private static bool Fits(OauthV2AccessResponse granted, string? teamId, string? enterpriseId, string botUserId) =>
        granted.IsEnterpriseInstall
            ? enterpriseId is null || enterpriseId == granted.Enterprise!.Id
            : teamId == granted.Team!.Id && botUserId == granted.BotUserId;

    private Task<IResult> MixedAsync(string what, OauthV2AccessResponse granted, string? alsoIn = null)
    {
        MixedUp(logger, what);
        return RefusedAsync(InstallPages.Mixed(), granted, alsoIn);
    }

    private async Task<IResult> RefusedAsync(IResult page, OauthV2AccessResponse granted, string? alsoIn = null)
    {
        // A browser that leaves meanwhile must not leave the token behind.
        await unwanted.GiveBackAsync(granted, alsoIn, CancellationToken.None);
        return page;
    }

    private Uri OpenSlack(string appId, string placeId) =>
        new(options.Value.ApiBaseUrl, $"/app_redirect?app={Uri.EscapeDataString(appId)}{(placeId[0] == 'T' ? $"&team={Uri.EscapeDataString(placeId)}" : "")}");

    private CookieOptions CookieFor(HttpContext context, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        // The way back from Slack is a link followed from another site, which Strict would keep the cookie from.
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps || web.Value.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase),
        Path = "/slack",
        MaxAge = lasts,
        IsEssential = true,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "The app was installed in {WorkspaceId} by {InstallerId}")]
    private static partial void Installed(ILogger logger, string workspaceId, string installerId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An installation was refused: its state is {Check}")]
    private static partial void StateRefused(ILogger logger, StateCheck check);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An installation failed, because Slack did not give a token for the code: {Error}")]
    private static partial void NotExchanged(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "An installation was refused, because {What}. Compare Slack:ClientId with the app's Basic Information page")]
    private static partial void MixedUp(ILogger logger, string what);
}
