namespace PostmortemBot.Slack;

/// <summary>
/// Beneath a WebSocket: holds back small frames while more follow at once, so that acknowledgements that are ready together go out
/// together. Under load that is most of them, and sending is most of what one costs.
/// </summary>
internal sealed class SocketStream(Stream inner) : Stream
{
    private const int Most = 16 * 1024;

    private readonly byte[] held = new byte[Most];
    private int length;

    /// <summary>Another frame follows this one at once.</summary>
    public bool IsMoreToCome { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // The WebSocket writes one frame at a time, so this needs no lock.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var fits = buffer.Length <= Most - length;
        if (!fits) return WriteBoth(buffer, cancellationToken);
        if (length == 0 && !IsMoreToCome) return inner.WriteAsync(buffer, cancellationToken);

        buffer.Span.CopyTo(held.AsSpan(length));
        length += buffer.Length;
        return IsMoreToCome ? ValueTask.CompletedTask : WriteHeld(cancellationToken);
    }

    // Held frames wait for the last one, which no flush announces.
    public override Task FlushAsync(CancellationToken cancellationToken) => length > 0 ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask WriteBoth(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        if (length > 0) await WriteHeld(cancellationToken);
        await inner.WriteAsync(buffer, cancellationToken);
    }

    private async ValueTask WriteHeld(CancellationToken cancellationToken)
    {
        var written = held.AsMemory(0, length);
        length = 0;
        await inner.WriteAsync(written, cancellationToken);
    }
}
