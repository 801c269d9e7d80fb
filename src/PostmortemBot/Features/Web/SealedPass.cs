using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Web;

/// <summary>Says who somebody is until a moment, under a seal that only this bot can make.</summary>
public sealed record Pass
{
    public required string WorkspaceId { get; init; }
    public required string UserId { get; init; }
    public required DateTimeOffset Until { get; init; }

    /// <summary>Tells one pass from another, so that a link can be used up.</summary>
    public required Guid Id { get; init; }

    public Reader Reader => new(WorkspaceId, UserId);
}

/// <summary>Seals and opens passes. The two purposes do not open each other: a link is no cookie.</summary>
public sealed class SealedPass(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan LinkLasts = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan VisitLasts = TimeSpan.FromHours(12);

    private readonly IDataProtector _links = protection.CreateProtector("PostmortemBot.Web.SignInLink");
    private readonly IDataProtector _visits = protection.CreateProtector("PostmortemBot.Web.Visit");

    public string Link(Reader reader) => Seal(_links, reader, LinkLasts);

    public string Visit(Reader reader) => Seal(_visits, reader, VisitLasts);

    public Pass? OpenLink(string? sealedText) => Open(_links, sealedText);

    public Pass? OpenVisit(string? sealedText) => Open(_visits, sealedText);

    private string Seal(IDataProtector protector, Reader reader, TimeSpan lasts)
    {
        var now = clock.GetUtcNow();
        var pass = new Pass { WorkspaceId = reader.WorkspaceId, UserId = reader.UserId, Until = now + lasts, Id = Guid.CreateVersion7(now) };
        return protector.Protect(JsonSerializer.Serialize(pass));
    }

    private Pass? Open(IDataProtector protector, string? sealedText)
    {
        if (sealedText is not { Length: > 0 and < 4000 })
            return null;
        try
        {
            return JsonSerializer.Deserialize<Pass>(protector.Unprotect(sealedText)) is { } pass && pass.Until > clock.GetUtcNow() ? pass : null;
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException or FormatException)
        {
            // Cut off, made up, or sealed with a key that is gone: all the same to whoever brings it.
            return null;
        }
    }
}
