using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>Seals tokens for the database. A seal holds for one workspace and one kind, so that rows cannot be exchanged.</summary>
public sealed class SealedTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector _tokens = protection.CreateProtector("PostmortemBot.Workspaces.Tokens");

    public string Seal(string workspaceId, string kind, string token) => Protector(workspaceId, kind).Protect(token);

    /// <summary>Null when it cannot be opened: the key is gone, or somebody changed the row.</summary>
    public string? Open(string workspaceId, string kind, string? sealedToken)
    {
        if (sealedToken is null)
            return null;
        try
        {
            return Protector(workspaceId, kind).Unprotect(sealedToken);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string workspaceId, string kind) => _tokens.CreateProtector(workspaceId, kind);
}

public static class TokenKind
{
    public const string Bot = "bot";
    public const string Refresh = "refresh";
}
