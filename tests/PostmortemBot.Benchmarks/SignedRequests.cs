using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PostmortemBot.Benchmarks;

/// <summary>Whole HTTP requests as Slack would send them, signed before the clock runs. All of one kind have the same length.</summary>
internal static class SignedRequests
{
    public const string Secret = "bench-signing-secret";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);

    public static string Signature(string timestamp, ReadOnlySpan<byte> body)
    {
        var text = new byte[4 + timestamp.Length + body.Length];
        var start = Encoding.ASCII.GetBytes($"v0:{timestamp}:", text);
        body.CopyTo(text.AsSpan(start));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key, text, hash);
        return $"v0={Convert.ToHexStringLower(hash)}";
    }

    public static byte[] One(Uri address, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = Timestamp();
        var head = $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
            + $"Accept: */*\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {bytes.Length}\r\n"
            + $"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: {Signature(timestamp, bytes)}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }

    /// <summary>Writes <paramref name="count"/> requests one after another and returns the length of each.</summary>
    public static int Write(string path, Uri address, Func<long, string> body, long first, int count)
    {
        var length = 0;
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        for (var number = first; number < first + count; number++)
        {
            var request = One(address, body(number));
            if (length != 0 && request.Length != length)
                throw new InvalidOperationException("Requests of one kind must have one length: number them with a fixed width.");

            length = request.Length;
            file.Write(request);
        }

        return length;
    }

    public static HttpRequestMessage Message(Uri address, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = Timestamp();
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        message.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        message.Headers.Add("X-Slack-Signature", Signature(timestamp, bytes));
        return message;
    }

    private static string Timestamp() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
