using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
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

/// <summary>
/// Installations that were begun: each has a secret that travels through Slack and one that stays in the browser, so that
/// nobody can finish another's installation, or finish one twice. The database knows their hashes only.
/// </summary>
public sealed class InstallStates(PostgresDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Anybody can begin one, so their number is limited.</summary>
    public const int MostAtOnce = 1000;

    /// <summary>Null when too many are under way.</summary>
    public async Task<(string State, string Browser)?> BeginAsync(CancellationToken cancellationToken)
    {
        var (state, browser, now) = (Secret(), Secret(), clock.GetUtcNow());
        var begun = await database.ExecuteAsync(BeginSql, new { State = Hash(state), Browser = Hash(browser), Now = now, Until = now + Lasts, MostAtOnce }, cancellationToken);
        return begun == 1 ? (state, browser) : null;
    }

    /// <summary>Uses the state up, whatever comes of it.</summary>
    public async Task<StateCheck> UseAsync(string? state, string? browser, CancellationToken cancellationToken)
    {
        if (state is not { Length: > 0 and <= 200 })
            return StateCheck.Unknown;

        var now = clock.GetUtcNow();
        var arguments = new { State = Hash(state), Now = now };
        if (await database.SingleOrDefaultAsync<Begun>(UseSql, arguments, cancellationToken) is not { } begun)
            return await database.SingleOrDefaultAsync<bool>(WasUsedSql, arguments, cancellationToken) ? StateCheck.Used : StateCheck.Unknown;
        if (!CryptographicOperations.FixedTimeEquals(begun.BrowserHash, Hash(browser ?? "")))
            return StateCheck.OtherBrowser;
        return begun.ExpiresAt > now ? StateCheck.Good : StateCheck.TooLate;
    }

    public Task ForgetAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetSql, new { Before = clock.GetUtcNow() - TimeSpan.FromDays(1) }, cancellationToken);

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private sealed record Begun
    {
        public required byte[] BrowserHash { get; init; }
        public required DateTimeOffset ExpiresAt { get; init; }
    }

    private const string BeginSql = """
        -- InstallStates.Begin
        insert into install_states (state_hash, browser_hash, created_at, expires_at)
        select @State, @Browser, @Now, @Until
        where (
            select count(*)
            from install_states
            where expires_at > @Now
              and used_at is null) < @MostAtOnce
        """;

    private const string UseSql = """
        -- InstallStates.Use
        update install_states
        set used_at = @Now
        where state_hash = @State
          and used_at is null
        returning browser_hash, expires_at
        """;

    private const string WasUsedSql = """
        -- InstallStates.WasUsed
        select exists (
            select 1
            from install_states
            where state_hash = @State
              and used_at <= @Now)
        """;

    private const string ForgetSql = """
        -- InstallStates.Forget
        delete from install_states
        where expires_at < @Before
        """;
}
