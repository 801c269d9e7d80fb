namespace PostmortemBot.Slack;

/// <summary>Reads a slash command from its form, making no text but the ones the command has.</summary>
internal static class SlashCommandForm
{
    /// <summary>False for a form that is not well-formed; a null command for one that lacks what every command has.</summary>
    public static bool TryRead(Span<byte> body, out SlashCommand? command)
    {
        command = null;
        var fields = new SlashCommandFields();
        var form = new SlackForm(body);
        while (form.Read(out var field, out var value))
        {
            ref var text = ref fields.Find(field, out var known);
            if (known ? !SlackForm.TryText(value, out text!) : !SlackForm.TryDecode(value, out _)) return false;
        }

        command = fields.Command();
        return true;
    }
}
