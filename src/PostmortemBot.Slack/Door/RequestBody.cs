using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PostmortemBot.Slack;

/// <summary>A body as it came, in one borrowed array, with what Slack signs in front of it.</summary>
internal readonly struct RequestBody : IDisposable
{
    /// <summary>Slack's requests are a few kilobytes; a view holds 250 KB at most.</summary>
    public const int Largest = 1024 * 1024;

    private const int FirstGuess = 4 * 1024;

    private readonly byte[] rented;
    private readonly int offset;
    private readonly int used;

    private RequestBody(byte[] rented, int offset, int used) => (this.rented, this.offset, this.used) = (rented, offset, used);

    /// <summary>What Slack signs: <c>v0:timestamp:body</c>.</summary>
    public ReadOnlySpan<byte> Signed => rented.AsSpan(0, used);

    /// <summary>The body; may be decoded in place.</summary>
    public Memory<byte> Content => rented.AsMemory(offset, used - offset);

    public static bool IsTooLarge(HttpRequest request) => request.ContentLength > Largest;

    /// <summary>Reads a body to its end; null when it is too large.</summary>
    public static async ValueTask<RequestBody?> Read(HttpRequest request, string timestamp)
    {
        var reader = request.BodyReader;
        var start = 4 + timestamp.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(start + (int)(request.ContentLength ?? FirstGuess));
        "v0:"u8.CopyTo(buffer);
        Encoding.ASCII.GetBytes(timestamp, buffer.AsSpan(3));
        buffer[start - 1] = (byte)':';
        var end = start;
        try
        {
            ReadResult result;
            do
            {
                // Without the token that cancels when the caller hangs up: half a body shall be told from none.
                result = await reader.ReadAsync(CancellationToken.None);
                var length = (int)Math.Min(result.Buffer.Length, int.MaxValue / 2);
                if (end - start + length > Largest)
                {
                    reader.AdvanceTo(result.Buffer.End);
                    return null;
                }

                if (buffer.Length < end + length) buffer = Larger(buffer, end, end + length);
                result.Buffer.CopyTo(buffer.AsSpan(end));
                end += length;
                reader.AdvanceTo(result.Buffer.End);
            }
            while (!result.IsCompleted);

            var body = new RequestBody(buffer, start, end);
            buffer = null;
            return body;
        }
        finally
        {
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented);

    private static byte[] Larger(byte[] small, int length, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * length));
        small.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(small);
        return larger;
    }
}
