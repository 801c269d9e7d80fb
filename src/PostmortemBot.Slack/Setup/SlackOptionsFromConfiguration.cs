using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>Reads section <c>Slack</c> by hand, because a secret may be one text with commas or an array.</summary>
internal sealed class SlackOptionsFromConfiguration(IEnumerable<IConfiguration> configurations) : IConfigureOptions<SlackOptions>
{
    public void Configure(SlackOptions options)
    {
        // A library may be used without a host, and then without a configuration.
        if (configurations.LastOrDefault()?.GetSection(SlackOptions.Section) is not { } section || !section.Exists())
            return;

        options.BotToken = section[nameof(SlackOptions.BotToken)] ?? options.BotToken;
        options.AppToken = section[nameof(SlackOptions.AppToken)] ?? options.AppToken;
        options.ClientId = section[nameof(SlackOptions.ClientId)] ?? options.ClientId;
        options.ClientSecret = section[nameof(SlackOptions.ClientSecret)] ?? options.ClientSecret;
        options.SocketMode = section.GetValue(nameof(SlackOptions.SocketMode), options.SocketMode);
        options.SocketConnections = section.GetValue(nameof(SlackOptions.SocketConnections), options.SocketConnections);
        options.ApiBaseUrl = section.GetValue(nameof(SlackOptions.ApiBaseUrl), options.ApiBaseUrl)!;
        options.MaxRateLimitWait = section.GetValue(nameof(SlackOptions.MaxRateLimitWait), options.MaxRateLimitWait);
        options.MaxPageWait = section.GetValue(nameof(SlackOptions.MaxPageWait), options.MaxPageWait);
        foreach (var rate in section.GetSection(nameof(SlackOptions.Rates)).GetChildren())
            options.Rates[rate.Key] = section.GetValue<double>($"{nameof(SlackOptions.Rates)}:{rate.Key}");
        options.CallTimeout = section.GetValue(nameof(SlackOptions.CallTimeout), options.CallTimeout);
        options.InteractiveTimeout = section.GetValue(nameof(SlackOptions.InteractiveTimeout), options.InteractiveTimeout);
        options.HandlerTimeout = section.GetValue(nameof(SlackOptions.HandlerTimeout), options.HandlerTimeout);

        var secrets = section.GetSection(nameof(SlackOptions.SigningSecret));
        if (secrets.Exists())
            options.SigningSecret = [.. Secrets(secrets)];
    }

    private static IEnumerable<string> Secrets(IConfigurationSection section) =>
        section.GetChildren().Select(child => child.Value)
            .Prepend(section.Value)
            .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
