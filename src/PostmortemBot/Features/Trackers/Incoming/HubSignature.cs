using System.Security.Cryptography;
using System.Text;

namespace PostmortemBot.Features.Trackers.Incoming;

/// <summary>The way in which GitHub and Jira prove who sent something: sha256= and the HMAC of the body, in hexadecimal.</summary>
public static class HubSignature
{
    private const string Method = "sha256=";

    public static bool IsValid(string secret, ReadOnlySpan<byte> body, string? header)
    {
        if (secret.Length == 0 || header is null || header.Length != Method.Length + (2 * HMACSHA256.HashSizeInBytes) || !header.StartsWith(Method, StringComparison.Ordinal))
            return false;
        Span<byte> said = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(header.AsSpan(Method.Length), said, out _, out var written) != System.Buffers.OperationStatus.Done || written != said.Length)
            return false;
        Span<byte> due = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, due);
        return CryptographicOperations.FixedTimeEquals(due, said);
    }
}
