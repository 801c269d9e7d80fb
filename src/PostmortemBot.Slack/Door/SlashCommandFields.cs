using System.Diagnostics.CodeAnalysis;

namespace PostmortemBot.Slack;

/// <summary>The fields of a slash command as they are read, whatever they are read from.</summary>
internal struct SlashCommandFields
{
    private string? name, text, user, team, channel, trigger, app, domain, enterprise, responseUrl, channelName, isEnterprise, ignored;

    /// <summary>Where the value of a field belongs.</summary>
    [UnscopedRef]
    public ref string? Find(ReadOnlySpan<byte> field, out bool known)
    {
        known = true;
        // Named by length first, so that a field costs one comparison.
        switch (field.Length)
        {
            case 4 when field.SequenceEqual("text"u8): return ref text;
            case 7 when field.SequenceEqual("command"u8): return ref name;
            case 7 when field.SequenceEqual("user_id"u8): return ref user;
            case 7 when field.SequenceEqual("team_id"u8): return ref team;
            case 10 when field.SequenceEqual("channel_id"u8): return ref channel;
            case 10 when field.SequenceEqual("trigger_id"u8): return ref trigger;
            case 10 when field.SequenceEqual("api_app_id"u8): return ref app;
            case 11 when field.SequenceEqual("team_domain"u8): return ref domain;
            case 12 when field.SequenceEqual("response_url"u8): return ref responseUrl;
            case 12 when field.SequenceEqual("channel_name"u8): return ref channelName;
            case 13 when field.SequenceEqual("enterprise_id"u8): return ref enterprise;
            case 21 when field.SequenceEqual("is_enterprise_install"u8): return ref isEnterprise;
        }

        known = false;
        return ref ignored;
    }

    /// <summary>The command; null when it lacks what every command has.</summary>
    public readonly SlashCommand? Command() =>
        !Payload.IsId(name) || !Payload.IsId(user) || !Payload.IsId(string.IsNullOrEmpty(team) ? enterprise : team)
            ? null
            : new SlashCommand
            {
                Command = name,
                Text = text ?? "",
                ChannelId = channel ?? "",
                ChannelName = channelName ?? "",
                TriggerId = trigger ?? "",
                ResponseUrl = responseUrl ?? "",
                UserId = user,
                TeamId = team ?? "",
                TeamDomain = domain ?? "",
                EnterpriseId = enterprise,
                IsEnterpriseInstall = isEnterprise is "true",
                ApiAppId = app,
            };
}
