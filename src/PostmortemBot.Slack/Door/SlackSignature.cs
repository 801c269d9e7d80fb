using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>Tells Slack's requests from forged ones. <see href="https://docs.slack.dev/authentication/verifying-requests-from-slack"/></summary>
internal sealed class SlackSignature(IOptions<SlackOptions> options, [FromKeyedServices(SlackServices.DoorClock)] TimeProvider clock)
{
    public const string SignatureHeader = "X-Slack-Signature";
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    private const int LongestAge = 300;
    private const int HexLength = 2 * HMACSHA256.HashSizeInBytes;

    private readonly byte[][] secrets = [.. options.Value.SigningSecret.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether a timestamp header is one at all: digits, and few enough to be seconds.</summary>
    public static bool IsTimestamp(string? header) => header is { Length: > 0 and <= 18 } && header.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    public bool IsSigned(ReadOnlySpan<byte> signed, string? header)
    {
        if (header is not { Length: 3 + HexLength } || !header.StartsWith("v0=", StringComparison.Ordinal)) return false;

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(header.AsSpan(3), claimed, out _, out _) != OperationStatus.Done) return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var matches = false;
        // Every secret is tried, so that the time taken does not tell which one matched.
        foreach (var secret in secrets)
        {
            HMACSHA256.HashData(secret, signed, expected);
            matches |= CryptographicOperations.FixedTimeEquals(expected, claimed);
        }

        return matches;
    }

    /// <summary>Both ways: an old request may be a replay, and one from the future stays a replay for longer.</summary>
    public bool IsRecent(string timestamp)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var sent = long.Parse(timestamp);
        return sent >= now - LongestAge && sent <= now + LongestAge;
    }
}
