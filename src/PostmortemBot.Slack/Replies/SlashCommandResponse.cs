using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>The answer to a slash command. One that never changes may be kept and returned again: it is written out once.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-slash-commands#responding_to_commands"/>
public sealed class SlashCommandResponse
{
    private byte[]? json;

    private SlashCommandResponse(Message? message, ResponseType type)
    {
        Message = message;
        ResponseType = type;
    }

    /// <summary>Nothing is shown.</summary>
    public static SlashCommandResponse Nothing { get; } = new(null, ResponseType.Ephemeral);

    /// <summary>What is shown; null for nothing.</summary>
    public Message? Message { get; }

    /// <summary>Who sees it.</summary>
    public ResponseType ResponseType { get; }

    /// <summary>Shown to the person who typed the command.</summary>
    public static SlashCommandResponse Ephemeral(Message message) => new(message, ResponseType.Ephemeral);

    /// <summary>Shown to the person who typed the command.</summary>
    public static SlashCommandResponse Ephemeral(string text, params Block[] blocks) => new(MessageOf(text, blocks), ResponseType.Ephemeral);

    /// <summary>Shown to the channel, together with the typed command.</summary>
    public static SlashCommandResponse InChannel(Message message) => new(message, ResponseType.InChannel);

    /// <summary>Shown to the channel, together with the typed command.</summary>
    public static SlashCommandResponse InChannel(string text, params Block[] blocks) => new(MessageOf(text, blocks), ResponseType.InChannel);

    /// <summary>The answer as Slack reads it; empty for nothing.</summary>
    internal ReadOnlyMemory<byte> Json => json ??= Write();

    private static Message MessageOf(string text, Block[] blocks) => new() { Text = text, Blocks = blocks.Length == 0 ? null : blocks };

    private byte[] Write()
    {
        if (Message is null) return [];

        SlackWire.Check(Message);
        return SlackWire.Write(new MessageResponse { Text = Message.Text, Blocks = Message.Blocks, ResponseType = ResponseType });
    }
}
