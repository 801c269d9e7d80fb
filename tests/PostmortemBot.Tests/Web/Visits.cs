using System.Text.RegularExpressions;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Web;

/// <summary>From Slack to a page, as a person goes.</summary>
internal static partial class Visits
{
    public static async Task<string> LinkOf(this BotFixture bot, string name, string channel = "incident-payments")
    {
        var answer = await bot.As(name).Types(channel, "/postmortem web");
        return new Uri(LinkAddress().Match(answer.Message!.Text).Groups["url"].Value.Replace("&amp;", "&", StringComparison.Ordinal)).PathAndQuery;
    }

    public static Task<HttpResponseMessage> Enters(this BotFixture bot, string link) => bot.Bot.SendAsync(Entering(link), TestContext.Current.CancellationToken);

    public static HttpRequestMessage Entering(string link)
    {
        var query = link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        return new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(query) };
    }

    /// <summary>The cookie of somebody who signed in.</summary>
    public static async Task<string> VisitsAs(this BotFixture bot, string name) => Cookie(await bot.Enters(await bot.LinkOf(name)));

    public static async Task<HttpResponseMessage> Gets(this BotFixture bot, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static string Cookie(HttpResponseMessage entered) => entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    [GeneratedRegex(@"<(?<url>http[^|>]+)\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkAddress();
}
