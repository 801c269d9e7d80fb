using System.Text.Json;

namespace PostmortemBot.Slack;

/// <summary>What a frame is.</summary>
internal enum FrameKind
{
    /// <summary>Not a JSON object with a type.</summary>
    Garbage,
    Hello,
    Disconnect,
    Events,
    Interactive,
    SlashCommands,

    /// <summary>An envelope of a type Slack invented later, or a message that needs no answer.</summary>
    Unknown,
}

/// <summary>
/// The outside of a frame: where its id and its payload stand, and what says how to answer. The payload is not read, only skipped.
/// </summary>
/// <seealso href="https://docs.slack.dev/apis/events-api/using-socket-mode#events"/>
internal struct SocketFrame
{
    private const int LongestWord = 64;

    public FrameKind Kind { get; private set; }

    /// <summary>The type of an unknown frame, the reason of a disconnect, the retry reason of an event; never what people typed.</summary>
    public string Word { get; private set; }

    /// <summary>The id as it stands between its quotes, so that it goes back as it came.</summary>
    public Range EnvelopeId { get; private set; }

    public readonly bool HasEnvelope => EnvelopeId.End.Value > EnvelopeId.Start.Value;

    public Range Payload { get; private set; }

    public bool AcceptsResponse { get; private set; }

    public int RetryAttempt { get; private set; }

    public static SocketFrame Read(ReadOnlySpan<byte> json)
    {
        var frame = new SocketFrame { Word = "" };
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default(SocketFrame) with { Word = "" };
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) frame.ReadProperty(ref reader);
            // What follows the object would be a second one.
            reader.Read();
            return frame;
        }
        catch (Exception malformed) when (PostmortemBot.Slack.Payload.IsMalformed(malformed))
        {
            return default(SocketFrame) with { Word = "" };
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("payload"u8))
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            Payload = start..(int)reader.BytesConsumed;
            return;
        }

        var field = name switch
        {
            _ when name.SequenceEqual("envelope_id"u8) => 1,
            _ when name.SequenceEqual("type"u8) => 2,
            _ when name.SequenceEqual("accepts_response_payload"u8) => 3,
            _ when name.SequenceEqual("retry_attempt"u8) => 4,
            _ when name.SequenceEqual("retry_reason"u8) || name.SequenceEqual("reason"u8) => 5,
            _ => 0,
        };
        reader.Read();
        switch (field, reader.TokenType)
        {
            case (1, JsonTokenType.String):
                var from = (int)reader.TokenStartIndex + 1;
                EnvelopeId = from..(from + reader.ValueSpan.Length);
                break;
            case (2, JsonTokenType.String):
                Kind = KindOf(ref reader);
                if (Kind is FrameKind.Unknown) Word = WordOf(ref reader);
                break;
            case (3, JsonTokenType.True):
                AcceptsResponse = true;
                break;
            case (4, JsonTokenType.Number):
                RetryAttempt = reader.TryGetInt32(out var attempt) ? attempt : 0;
                break;
            case (5, JsonTokenType.String) when Kind is not FrameKind.Unknown && reader.ValueSpan.Length > 0:
                Word = WordOf(ref reader);
                break;
        }

        reader.Skip();
    }

    private static FrameKind KindOf(ref Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("events_api"u8) => FrameKind.Events,
        _ when reader.ValueTextEquals("interactive"u8) => FrameKind.Interactive,
        _ when reader.ValueTextEquals("slash_commands"u8) => FrameKind.SlashCommands,
        _ when reader.ValueTextEquals("hello"u8) => FrameKind.Hello,
        _ when reader.ValueTextEquals("disconnect"u8) => FrameKind.Disconnect,
        _ => FrameKind.Unknown,
    };

    /// <summary>Short, because it goes into the log.</summary>
    private static string WordOf(ref Utf8JsonReader reader)
    {
        var word = reader.GetString() ?? "";
        return word.Length <= LongestWord ? word : word[..LongestWord];
    }
}
