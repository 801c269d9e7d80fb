using System.Text.Json;

namespace PostmortemBot.Slack;

/// <summary>Reads a slash command from the JSON it comes as in Socket Mode: the fields of the form, some of them true or null.</summary>
internal static class SlashCommandJson
{
    /// <summary>False for what is not a JSON object; a null command for one that lacks what every command has.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out SlashCommand? command)
    {
        command = null;
        var fields = new SlashCommandFields();
        var reader = new Utf8JsonReader(Payload.WithoutNul(json));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ref var text = ref fields.Find(reader.ValueSpan, out var known);
                reader.Read();
                if (known)
                {
                    text = reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString(),
                        JsonTokenType.True => "true",
                        _ => null,
                    };
                }

                reader.Skip();
            }
        }
        catch (Exception malformed) when (Payload.IsMalformed(malformed))
        {
            return false;
        }

        command = fields.Command();
        return true;
    }
}
