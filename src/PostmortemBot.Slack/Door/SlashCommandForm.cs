namespace PostmortemBot.Slack;

/// <summary>Reads a slash command from its form, making no text but the ones the command has.</summary>
internal static class SlashCommandForm
{
    /// <summary>False for a form that is not well-formed; a null command for one that lacks what every command has.</summary>
    public static bool TryRead(Span<byte> body, out SlashCommand? command)
    {
        command = null;
        string? name = null, user = null, team = null, enterprise = null, app = null;
        string text = "", channel = "", channelName = "", trigger = "", responseUrl = "", domain = "";
        var isEnterprise = false;

        var form = new SlackForm(body);
        while (form.Read(out var field, out var value))
        {
            // Named by length first, so that a field costs one comparison.
            var read = field.Length switch
            {
                4 when field.SequenceEqual("text"u8) => SlackForm.TryText(value, out text),
                7 when field.SequenceEqual("command"u8) => SlackForm.TryText(value, out name),
                7 when field.SequenceEqual("user_id"u8) => SlackForm.TryText(value, out user),
                7 when field.SequenceEqual("team_id"u8) => SlackForm.TryText(value, out team),
                10 when field.SequenceEqual("channel_id"u8) => SlackForm.TryText(value, out channel),
                10 when field.SequenceEqual("trigger_id"u8) => SlackForm.TryText(value, out trigger),
                10 when field.SequenceEqual("api_app_id"u8) => SlackForm.TryText(value, out app),
                11 when field.SequenceEqual("team_domain"u8) => SlackForm.TryText(value, out domain),
                12 when field.SequenceEqual("response_url"u8) => SlackForm.TryText(value, out responseUrl),
                12 when field.SequenceEqual("channel_name"u8) => SlackForm.TryText(value, out channelName),
                13 when field.SequenceEqual("enterprise_id"u8) => SlackForm.TryText(value, out enterprise),
                21 when field.SequenceEqual("is_enterprise_install"u8) => (isEnterprise = value.SequenceEqual("true"u8)) || true,
                _ => SlackForm.TryDecode(value, out _),
            };
            if (!read) return false;
        }

        if (!Payload.IsId(name) || !Payload.IsId(user) || !Payload.IsId(string.IsNullOrEmpty(team) ? enterprise : team))
            return true;

        command = new SlashCommand
        {
            Command = name,
            Text = text,
            ChannelId = channel,
            ChannelName = channelName,
            TriggerId = trigger,
            ResponseUrl = responseUrl,
            UserId = user,
            TeamId = team ?? "",
            TeamDomain = domain,
            EnterpriseId = enterprise,
            IsEnterpriseInstall = isEnterprise,
            ApiAppId = app,
        };
        return true;
    }
}
