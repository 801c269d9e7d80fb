using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.OAuth;

/// <summary>Where the app is installed, and which tokens that gave it.</summary>
public sealed class Installs(TimeProvider time, IOptions<SandboxOptions> options)
{
    public const int LivesSeconds = 43_200;
    private static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly List<GrantedCode> _codes = [];
    private InstallsState _state = Seeded(options.Value.BotToken);

    public double ClockOffsetSeconds { get; set; }

    private DateTimeOffset Now => time.GetUtcNow().AddSeconds(ClockOffsetSeconds);

    /// <summary>The install a token belongs to, and whether it still works.</summary>
    public (TokenState State, Install? Install) Look(string? token)
    {
        lock (_gate)
        {
            var known = _state.Tokens.Find(t => string.Equals(t.Value, token, StringComparison.Ordinal));
            if (known is null) return (TokenState.Unknown, null);
            var state = known.Ended ?? (known.Expires <= Now ? TokenState.Expired : TokenState.Live);
            return (state, Find(known.InstallKey));
        }
    }

    /// <summary>The install that serves a workspace: its own, or its organisation's where an administrator added it.</summary>
    public Install? For(Team team)
    {
        lock (_gate)
        {
            return Find(team.Id)
                ?? _state.Installs.Find(i => i.IsOrgWide && string.Equals(i.Key, team.EnterpriseId, StringComparison.Ordinal) && i.Teams.Contains(team.Id, StringComparer.Ordinal));
        }
    }

    public Install? Find(string key)
    {
        lock (_gate) return _state.Installs.Find(i => string.Equals(i.Key, key, StringComparison.Ordinal));
    }

    public GrantedCode Grant(string key, bool isOrgWide, string userId, IReadOnlyList<string> scopes, string redirectUri)
    {
        lock (_gate)
        {
            _codes.RemoveAll(c => c.Expires <= Now);
            var code = new GrantedCode($"{Random()}.{Random()}", key, isOrgWide, userId, scopes, redirectUri, Now + CodeLives);
            _codes.Add(code);
            return code;
        }
    }

    /// <summary>The install that a code or a refresh token is for, without using it up.</summary>
    public string? KeyOf(string? code, string? refreshToken)
    {
        lock (_gate)
        {
            return _codes.Find(c => string.Equals(c.Code, code, StringComparison.Ordinal))?.Key
                ?? _state.Installs.Find(i => i.RefreshToken is not null && string.Equals(i.RefreshToken, refreshToken, StringComparison.Ordinal))?.Key;
        }
    }

    /// <summary>Takes a code: it works once.</summary>
    public GrantedCode? Take(string code)
    {
        lock (_gate)
        {
            var found = _codes.Find(c => string.Equals(c.Code, code, StringComparison.Ordinal) && c.Expires > Now);
            if (found is not null) _codes.Remove(found);
            return found;
        }
    }

    /// <summary>Installs, or installs again: scopes are added and never taken away. Returns the token to use from now on.</summary>
    public AccessToken Put(string key, bool isOrgWide, string installerId, IReadOnlyList<string>? scopes, bool rotates)
    {
        lock (_gate)
        {
            if (Find(key) is not { } install) _state.Installs.Add(install = new Install { Key = key, IsOrgWide = isOrgWide, InstallerId = installerId, Scopes = [] });
            install.InstallerId = installerId;
            install.Scopes = scopes is null || install.Scopes is null ? null : [.. install.Scopes.Union(scopes, StringComparer.Ordinal)];
            // Without rotation an app that is installed again gets the token it has.
            if (!rotates && _state.Tokens.Find(t => t is { Ended: null, Expires: null } && string.Equals(t.InstallKey, key, StringComparison.Ordinal)) is { } same) return same;
            return Issue(install, rotates);
        }
    }

    /// <summary>Gives a new pair for a refresh token, which is spent by that; of the access tokens the two youngest live on.</summary>
    public (Install Install, AccessToken Token)? Refresh(string refreshToken)
    {
        lock (_gate)
        {
            var install = _state.Installs.Find(i => i.RefreshToken is not null && string.Equals(i.RefreshToken, refreshToken, StringComparison.Ordinal));
            return install is null ? null : (install, Issue(install, rotates: true));
        }
    }

    /// <summary>Ends one token; the install stays.</summary>
    public bool Revoke(string token)
    {
        lock (_gate)
        {
            if (_state.Tokens.Find(t => string.Equals(t.Value, token, StringComparison.Ordinal)) is not { Ended: null } found) return false;
            found.Ended = TokenState.Revoked;
            return true;
        }
    }

    /// <summary>Takes the app out; every token it had is dead.</summary>
    public bool Remove(string key)
    {
        lock (_gate)
        {
            if (Find(key) is not { } install) return false;
            foreach (var token in _state.Tokens.Where(t => string.Equals(t.InstallKey, key, StringComparison.Ordinal))) token.Ended ??= TokenState.Inactive;
            _state.Installs.Remove(install);
            return true;
        }
    }

    /// <summary>Lets an access token expire at once.</summary>
    public void Expire(string key)
    {
        lock (_gate)
        {
            foreach (var token in _state.Tokens.Where(t => t.Ended is null && string.Equals(t.InstallKey, key, StringComparison.Ordinal))) token.Expires = Now;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _codes.Clear();
            _state = Seeded(options.Value.BotToken);
            ClockOffsetSeconds = 0;
        }
    }

    public void Load(InstallsState state)
    {
        lock (_gate) _state = state;
    }

    public T Read<T>(Func<InstallsState, T> read)
    {
        lock (_gate) return read(_state);
    }

    private AccessToken Issue(Install install, bool rotates)
    {
        var number = Random();
        var token = new AccessToken
        {
            Value = rotates ? $"xoxe.xoxb-1-{number}" : $"xoxb-{number}",
            InstallKey = install.Key,
            Expires = rotates ? Now.AddSeconds(LivesSeconds) : null,
        };
        if (install.RefreshToken is not null) _state.SpentRefreshTokens++;
        install.RefreshToken = rotates ? $"xoxe-1-{Random()}" : null;
        _state.Tokens.Add(token);
        var live = _state.Tokens.FindAll(t => t.Ended is null && t.Expires is not null && string.Equals(t.InstallKey, install.Key, StringComparison.Ordinal));
        foreach (var old in live.SkipLast(2)) old.Ended = TokenState.Revoked;
        return token;
    }

    private static InstallsState Seeded(string token) => new()
    {
        Installs = [new Install { Key = Teams.DefaultId, InstallerId = "U0MAYA00001" }],
        Tokens = [new AccessToken { Value = token, InstallKey = Teams.DefaultId }],
    };

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
