namespace PostmortemBot.Slack;

/// <summary>Tells commands, interactions and events apart.</summary>
internal sealed class SlackDispatcher(CommandDoor commands, InteractionDoor interactions, EventDoor events)
{
    private static readonly Answer BadForm = Answer.Malformed("The form is not well-formed.");
    private static readonly Answer UnknownForm = Answer.Malformed("The form has neither a command nor a payload.");

    /// <summary>A slash command, an interaction or a check of the connection.</summary>
    public ValueTask<Answer> Form(Memory<byte> body, long arrived)
    {
        var form = new SlackForm(body.Span);
        while (form.Read(out var name, out var value))
        {
            if (name.SequenceEqual("payload"u8))
            {
                var start = StartOf(value, body.Span);
                if (!SlackForm.TryDecode(value, out var length)) return new(BadForm);
                return interactions.Take(body.Slice(start, length), arrived);
            }

            if (name.SequenceEqual("command"u8)) return commands.Take(body, arrived);
            if (name.SequenceEqual("ssl_check"u8)) return new(Answer.Empty);
        }

        return new(UnknownForm);
    }

    /// <summary>A slash command as JSON.</summary>
    public ValueTask<Answer> Command(ReadOnlyMemory<byte> json, long arrived) => commands.TakeJson(json, arrived);

    /// <summary>An interaction as JSON.</summary>
    public ValueTask<Answer> Interaction(ReadOnlyMemory<byte> json, long arrived) => interactions.Take(json, arrived);

    /// <summary>An event, or the check of the address.</summary>
    public ValueTask<Answer> Event(ReadOnlyMemory<byte> json, long arrived) => events.Take(json, arrived);

    private static int StartOf(Span<byte> part, Span<byte> whole) =>
        whole.Overlaps(part, out var offset) ? offset : 0;
}
