using System.Net;
using System.Net.Http.Headers;

namespace PostmortemBot.Testing;

/// <summary>Somebody's browser on the way to an installation: keeps cookies, and follows redirects when it is told to.</summary>
public sealed class InstallingBrowser(HttpClient bot, HttpClient sandbox)
{
    /// <summary>Without regard to when they end: their end is on the test's clock, and the bot checks it itself.</summary>
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <summary>Every Set-Cookie header so far.</summary>
    public List<string> SetCookies { get; } = [];

    /// <summary>Opens /slack/install; the answer leads to Slack's consent page.</summary>
    public async Task<Uri> Begins()
    {
        using var response = await GetAsync("/slack/install");
        if (response.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"/slack/install answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return response.Headers.Location!;
    }

    /// <summary>Decides on the consent page; the answer leads back to the bot.</summary>
    /// <param name="consent">Where the bot sent the browser.</param>
    /// <param name="team">The workspace or organisation.</param>
    /// <param name="decision">allow or cancel.</param>
    /// <param name="granted">Fewer scopes than asked for.</param>
    public async Task<Uri> Decides(Uri consent, string team, string decision = "allow", string? granted = null)
    {
        var asked = System.Web.HttpUtility.ParseQueryString(consent.Query);
        var form = asked.AllKeys.ToDictionary(key => key!, key => asked[key]!);
        (form["team"], form["decision"]) = (team, decision);
        if (granted is not null)
            form["granted"] = granted;
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.BaseAddress };
        using var response = await client.PostAsync(new Uri("/oauth/v2/authorize", UriKind.Relative), new FormUrlEncodedContent(form));
        if (response.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"The consent page answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return response.Headers.Location!;
    }

    public async Task<PageSeen> Opens(Uri address)
    {
        using var response = await GetAsync(address.PathAndQuery);
        return new PageSeen(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    /// <summary>From the first address to the last page.</summary>
    public async Task<PageSeen> Installs(string team, string? granted = null) => await Opens(await Decides(await Begins(), team, granted: granted));

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await bot.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                SetCookies.Add(cookie);
                var pair = cookie.Split(';')[0].Split('=', 2);
                if (pair[1].Length == 0)
                    _cookies.Remove(pair[0]);
                else
                    _cookies[pair[0]] = pair[1];
            }
        }

        return response;
    }
}

public sealed record PageSeen(HttpStatusCode Status, string Html, HttpResponseHeaders Headers);
