using System.Buffers;
using System.Text;

namespace PostmortemBot.Slack;

/// <summary>One frame on its way: the bytes it came in, later the bytes of its acknowledgement. Used again for another frame.</summary>
internal sealed class SocketEnvelope(SocketDesk desk) : IThreadPoolWorkItem
{
    /// <summary>As for a request by HTTP.</summary>
    public const int Largest = RequestBody.Largest;

    private const int Usual = 4 * 1024;

    private byte[] buffer = new byte[Usual];
    private byte[] ack = new byte[256];
    private int length;
    private int ackLength;
    private SocketFrame frame;

    public ref readonly SocketFrame Frame => ref frame;

    public SocketConnection Connection { get; private set; } = null!;

    public long Arrived { get; private set; }

    /// <summary>Shared with the same envelope over other connections.</summary>
    public EnvelopeHandling? Handling { get; set; }

    /// <summary>What the acknowledgement says.</summary>
    public Answer Answer { get; private set; }

    public string Id => Encoding.UTF8.GetString(buffer.AsSpan(0, length)[frame.EnvelopeId]);

    public ReadOnlyMemory<byte> Payload => buffer.AsMemory(0, length)[frame.Payload];

    public ReadOnlyMemory<byte> Ack => ack.AsMemory(0, ackLength);

    /// <summary>Where the next bytes go; empty when the frame is larger than is taken.</summary>
    public Memory<byte> Room()
    {
        if (length == buffer.Length) Grow();
        return buffer.AsMemory(length);
    }

    public void Add(int bytes) => length += bytes;

    public void Forget() => length = 0;

    public ref readonly SocketFrame Read(SocketConnection connection, long arrived)
    {
        (Connection, Arrived) = (connection, arrived);
        frame = SocketFrame.Read(buffer.AsSpan(0, length));
        return ref frame;
    }

    /// <summary>Writes the acknowledgement, with what the HTTP answer would have held where Slack takes it.</summary>
    public void WriteAck(in Answer answer)
    {
        Answer = answer;
        var payload = frame.AcceptsResponse && answer is { Status: 200, IsJson: true } ? answer.Body.Span : default;
        var id = buffer.AsSpan(0, length)[frame.EnvelopeId];
        var most = id.Length + payload.Length + 64;
        if (ack.Length < most) ack = new byte[most];

        ackLength = 0;
        Write("{\"envelope_id\":\""u8);
        Write(id);
        Write("\""u8);
        if (payload.Length > 0)
        {
            Write(",\"payload\":"u8);
            Write(payload);
        }

        Write("}"u8);
    }

    /// <summary>Ready for another frame; what was large is given back.</summary>
    public void Clear()
    {
        if (buffer.Length > Usual)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = new byte[Usual];
        }

        if (ack.Length > 2 * Usual) ack = new byte[256];
        (length, ackLength, frame, Connection, Handling, Answer) = (0, 0, default, null!, null, default);
    }

    void IThreadPoolWorkItem.Execute() => desk.Handle(this);

    private void Grow()
    {
        if (buffer.Length >= Largest) return;

        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.AsSpan(0, length).CopyTo(larger);
        if (buffer.Length > Usual) ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(ack.AsSpan(ackLength));
        ackLength += bytes.Length;
    }
}
