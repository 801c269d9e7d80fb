using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers;

/// <summary>Names what is wrong and where the right value comes from; never the value itself.</summary>
internal sealed partial class TrackerOptionsCheck(IOptions<SlackOptions> slack) : IValidateOptions<TrackerOptions>
{
    private const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, TrackerOptions options)
    {
        var wrong = Common(options).Concat(GitHub(options.GitHub)).Concat(Jira(options.Jira)).Concat(Webhook(options.Webhook)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Common(TrackerOptions options)
    {
        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(2))
            yield return "Trackers:Timeout must be between a tenth of a second and two minutes, like 00:00:15.";
        var isUsed = options.GitHub.IsOn || options.Jira.IsOn || options.Webhook.IsOn;
        if (isUsed && options.Workspaces.Count == 0 && slack.Value.ClientId is { Length: > 0 })
            yield return "Trackers:Workspaces is missing. This bot can be installed in several workspaces (Slack:ClientId), so name those that may use the trackers, like [ \"T0123ABC\" ].";
    }

    private static IEnumerable<string> GitHub(GitHubOptions github)
    {
        if (!github.IsOn)
            yield break;
        if (WhyNotAnAddress(github.BaseUrl) is { } why)
            yield return $"Trackers:GitHub:BaseUrl {why} It is https://api.github.com/, or https://your-host/api/v3/ with an Enterprise Server.";
        if (github.Token.Length == 0)
            yield return "Trackers:GitHub:Token is missing. Make a fine-grained token with read and write access to Issues of the repository: github.com/settings/personal-access-tokens (environment: Trackers__GitHub__Token).";
        else if (!IsHeaderText(github.Token))
            yield return "Trackers:GitHub:Token holds a blank or a character that cannot be part of a token. Copy it again.";
        if (!Repository().IsMatch(github.Repository))
            yield return "Trackers:GitHub:Repository must be owner/name, like example/platform.";
        if (github.AlsoLink.Any(repository => !Linkable().IsMatch(repository)))
            yield return "Trackers:GitHub:AlsoLink holds something that is neither owner/name nor owner/*.";
        if (github.Labels.Any(label => label.Trim().Length is 0 or > 50))
            yield return "Trackers:GitHub:Labels holds an empty label, or one of more than 50 characters.";
        if (IsWeak(github.WebhookSecret))
            yield return $"Trackers:GitHub:WebhookSecret is too short to prove anything; use at least {ShortestSecret} characters, the same as in the webhook's settings at GitHub.";
    }

    private static IEnumerable<string> Jira(JiraOptions jira)
    {
        if (!jira.IsOn)
            yield break;
        if (WhyNotAnAddress(jira.BaseUrl) is { } why)
            yield return $"Trackers:Jira:BaseUrl {why} It is the address of your site, like https://example.atlassian.net/.";
        if (!jira.Email.Contains('@', StringComparison.Ordinal) || !IsHeaderText(jira.Email))
            yield return "Trackers:Jira:Email is missing. It is the address of the account that the API token belongs to.";
        if (jira.ApiToken.Length == 0)
            yield return "Trackers:Jira:ApiToken is missing. Make one at id.atlassian.com/manage-profile/security/api-tokens (environment: Trackers__Jira__ApiToken).";
        else if (!IsHeaderText(jira.ApiToken))
            yield return "Trackers:Jira:ApiToken holds a blank or a character that cannot be part of a token. Copy it again.";
        if (!Project().IsMatch(jira.Project))
            yield return "Trackers:Jira:Project must be the key of a project, in capital letters, like OPS.";
        if (jira.AlsoLink.Any(project => project != "*" && !Project().IsMatch(project)))
            yield return "Trackers:Jira:AlsoLink holds something that is neither a project's key nor *.";
        if (jira.IssueType.Trim().Length == 0)
            yield return "Trackers:Jira:IssueType is empty. It is the name of an issue type of the project, like Task.";
        if (jira.Labels.Any(label => label.Length is 0 or > 255 || label.Any(char.IsWhiteSpace)))
            yield return "Trackers:Jira:Labels holds an empty label or one with a blank, which Jira does not take.";
        if (jira.PriorityField.Length > 0 && !Field().IsMatch(jira.PriorityField))
            yield return "Trackers:Jira:PriorityField must be the id of a field, like priority or customfield_10020, or empty.";
        if (jira.DueDateField.Length > 0 && !Field().IsMatch(jira.DueDateField))
            yield return "Trackers:Jira:DueDateField must be the id of a field, like duedate or customfield_10021, or empty.";
        if (jira.Priorities.Keys.Any(key => key is not ("P0" or "P1" or "P2" or "P3")))
            yield return "Trackers:Jira:Priorities names something that is none of P0, P1, P2 and P3.";
        if (IsWeak(jira.WebhookSecret))
            yield return $"Trackers:Jira:WebhookSecret is too short to prove anything; use at least {ShortestSecret} characters, the same as in the webhook's settings in Jira.";
    }

    private static IEnumerable<string> Webhook(WebhookOptions webhook)
    {
        if (!webhook.IsOn)
            yield break;
        if (WhyNotAnAddress(webhook.Url) is { } why)
            yield return $"Trackers:Webhook:Url {why}";
        if (webhook.Secret.Length < ShortestSecret)
            yield return $"Trackers:Webhook:Secret is missing or too short. The announcements are signed with it; use at least {ShortestSecret} characters.";
    }

    /// <summary>What is sent holds tokens and unpublished text, so only this machine itself may be spoken to in the clear.</summary>
    internal static string? WhyNotAnAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return "is not an https address.";
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return "must hold no user, password or fragment.";
        return url.Scheme == "https" || url.IsLoopback ? null : "must begin with https://.";
    }

    private static bool IsWeak(string secret) => secret.Length is > 0 and < ShortestSecret;

    private static bool IsHeaderText(string text) => text.All(character => character is > ' ' and < '\x7f');

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Repository();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,38}/(\*|(?!\.{1,2}$)[A-Za-z0-9._-]{1,100})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Linkable();

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,9}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Project();

    [GeneratedRegex("^[a-z][A-Za-z0-9_]{0,60}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Field();
}
