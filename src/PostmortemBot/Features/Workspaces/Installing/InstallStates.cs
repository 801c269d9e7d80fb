using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using PostmortemBot.Database;

namespace PostmortemBot.Features.Workspaces.Installing;

public enum StateCheck
{
    Good,
    Unknown,
    Used,
    TooLate,
    OtherBrowser,
}

/// <summary>What a state says once its seal is opened.</summary>
public sealed record InstallState
{
    /// <summary>Tells one state from another; never seen outside.</summary>
    public required byte[] Hash { get; init; }
    public required byte[] BrowserHash { get; init; }
    public required DateTimeOffset Until { get; init; }
}

/// <summary>
/// Installations that were begun: each has a sealed state that travels through Slack and a secret that stays in the browser, so that
/// nobody can finish another's installation. Beginning one stores nothing, so any number may begin; that one was finished is stored,
/// so that it cannot be finished twice.
/// </summary>
public sealed class InstallStates(IDataProtectionProvider protection, PostgresDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private const int NonceLength = 16;
    private const int Length = sizeof(long) + NonceLength + SHA256.HashSizeInBytes;
    private const int Longest = 500;

    private readonly IDataProtector _states = protection.CreateProtector("PostmortemBot.Workspaces.InstallState");

    public (string State, string Browser) Begin()
    {
        var browser = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Span<byte> said = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(said, (clock.GetUtcNow() + Lasts).ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(said.Slice(sizeof(long), NonceLength));
        Hash(browser).CopyTo(said[^SHA256.HashSizeInBytes..]);
        return (Base64Url.EncodeToString(_states.Protect(said.ToArray())), browser);
    }

    /// <summary>Null for what was not sealed here. Asks no database, because anybody can send one.</summary>
    public InstallState? Open(string? state)
    {
        if (state is not { Length: > 0 and <= Longest })
            return null;
        try
        {
            var said = _states.Unprotect(Base64Url.DecodeFromChars(state));
            return said.Length != Length ? null : new InstallState
            {
                Hash = SHA256.HashData(said),
                BrowserHash = said[^SHA256.HashSizeInBytes..],
                Until = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(said)),
            };
        }
        catch (Exception made) when (made is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public async Task<StateCheck> CheckAsync(InstallState? state, string? browser, CancellationToken cancellationToken)
    {
        if (state is null)
            return StateCheck.Unknown;
        if (await database.SingleOrDefaultAsync<bool>(WasUsedSql, new { State = state.Hash }, cancellationToken))
            return StateCheck.Used;
        if (!CryptographicOperations.FixedTimeEquals(state.BrowserHash, Hash(browser ?? "")))
            return StateCheck.OtherBrowser;
        return state.Until > clock.GetUtcNow() ? StateCheck.Good : StateCheck.TooLate;
    }

    /// <summary>Uses the state up; false when it was used before. Asked only with a code that Slack took, of which nobody can make any number.</summary>
    public async Task<bool> UseAsync(InstallState state, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(UseSql, new { State = state.Hash, Browser = state.BrowserHash, state.Until, Now = clock.GetUtcNow() }, cancellationToken) == 1;

    public Task ForgetAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetSql, new { Before = clock.GetUtcNow() - TimeSpan.FromDays(1) }, cancellationToken);

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private const string UseSql = """
        -- InstallStates.Use
        insert into install_states (state_hash, browser_hash, created_at, expires_at, used_at)
        values (@State, @Browser, @Now, @Until, @Now)
        on conflict do nothing
        """;

    private const string WasUsedSql = """
        -- InstallStates.WasUsed
        select exists (
            select 1
            from install_states
            where state_hash = @State)
        """;

    private const string ForgetSql = """
        -- InstallStates.Forget
        delete from install_states
        where expires_at < @Before
        """;
}
