using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PostmortemBot.Database;

/// <summary>
/// Ids made from the request that creates a row, so that the same request, received again, meets its own row.
/// A version 8 UUID, RFC 9562 section 5.8: the first bits of SHA-256 over workspace and request.
/// </summary>
public static class RequestIds
{
    public static Guid From(string workspaceId, string request)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{workspaceId}\n{request}"), hash);
        var version = BinaryPrimitives.ReadUInt16BigEndian(hash[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((version & 0x0FFF) | 0x8000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
