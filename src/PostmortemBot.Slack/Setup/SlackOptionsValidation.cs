using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

internal sealed class SlackOptionsValidation : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var problems = new List<string>();
        if ((options.SigningSecret.Count == 0 && !options.SocketMode) || options.SigningSecret.Any(string.IsNullOrWhiteSpace))
            problems.Add("Slack:SigningSecret is empty, so no request could be told from a forged one. Copy it from api.slack.com/apps, your app, Basic Information, Signing Secret (environment: Slack__SigningSecret).");
        if (options.BotToken is { Length: > 0 } token && !token.StartsWith("xoxb-", StringComparison.Ordinal) && !token.StartsWith("xoxe.xoxb-", StringComparison.Ordinal))
            problems.Add("Slack:BotToken is not a bot token: those begin with xoxb-. It stands at api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token (environment: Slack__BotToken).");
        if (string.IsNullOrWhiteSpace(options.ClientId) != string.IsNullOrWhiteSpace(options.ClientSecret))
            problems.Add("Slack:ClientId and Slack:ClientSecret belong together: one of them is empty. Copy both from api.slack.com/apps, your app, Basic Information, App Credentials (environment: Slack__ClientId, Slack__ClientSecret).");
        if (options.SocketMode)
            AddSocketModeProblems(problems, options);
        if (!options.ApiBaseUrl.IsAbsoluteUri || options.ApiBaseUrl.Scheme is not ("https" or "http"))
            problems.Add("Slack:ApiBaseUrl must be an absolute http(s) address, such as https://slack.com/api/.");
        AddUnlessPositive(problems, nameof(options.MaxRateLimitWait), options.MaxRateLimitWait);
        AddUnlessPositive(problems, nameof(options.MaxPageWait), options.MaxPageWait);
        foreach (var (method, _) in options.Rates.Where(rate => !(rate.Value is > 0 and <= 100_000)))
            problems.Add($"Slack:Rates:{method} must be calls a minute, more than 0 and at most 100000, such as 50.");
        foreach (var (method, _) in options.Rates.Where(rate => !SlackTier.Knows(rate.Key)))
            problems.Add($"Slack:Rates:{method} is no method that this app calls. Write it as Slack does, such as conversations.history.");
        AddUnlessPositive(problems, nameof(options.CallTimeout), options.CallTimeout);
        AddUnlessPositive(problems, nameof(options.InteractiveTimeout), options.InteractiveTimeout);
        AddUnlessPositive(problems, nameof(options.HandlerTimeout), options.HandlerTimeout);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void AddSocketModeProblems(List<string> problems, SlackOptions options)
    {
        if (options.AppToken is not { Length: > 0 } token)
            problems.Add("Slack:AppToken is missing, and Slack:SocketMode is true. Make one with the scope connections:write at api.slack.com/apps, your app, Basic Information, App-Level Tokens (environment: Slack__AppToken); or set Slack:SocketMode to false.");
        else if (!token.StartsWith("xapp-", StringComparison.Ordinal))
            problems.Add("Slack:AppToken is not an app-level token: those begin with xapp-. It stands at api.slack.com/apps, your app, Basic Information, App-Level Tokens (environment: Slack__AppToken).");
        if (options.SocketConnections is < 1 or > 10)
            problems.Add("Slack:SocketConnections must be between 1 and 10: Slack allows ten connections for an app.");
    }

    private static void AddUnlessPositive(List<string> problems, string key, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            problems.Add($"Slack:{key} must be longer than zero and at most an hour, such as 00:00:05; 5 alone would be five days.");
    }
}
