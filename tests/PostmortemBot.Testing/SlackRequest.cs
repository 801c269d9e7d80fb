using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PostmortemBot.Testing;

/// <summary>Raw requests as Slack signs them, for what the emulated Slack would never send.</summary>
public static class SlackRequest
{
    public static HttpRequestMessage Signed(byte[] body, string contentType, DateTimeOffset at, string secret = BotFixture.SigningSecret)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString();
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body]);
        var request = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", $"v0={Convert.ToHexStringLower(signature)}");
        return request;
    }

    public static HttpRequestMessage Form(IEnumerable<KeyValuePair<string, string>> fields, DateTimeOffset at) =>
        Signed(Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))), "application/x-www-form-urlencoded", at);

    public static Dictionary<string, string> Command(string text, string channel = "C0PAYMENTS1", string user = "U0MAYA00001") => new()
    {
        ["command"] = "/postmortem",
        ["text"] = text,
        ["team_id"] = "T0SANDBOX01",
        ["team_domain"] = "acme",
        ["channel_id"] = channel,
        ["channel_name"] = "incident-payments",
        ["user_id"] = user,
        ["user_name"] = "maya",
        ["trigger_id"] = "1.2.3",
        ["response_url"] = "http://127.0.0.1:1/none",
        ["api_app_id"] = "A0POSTMORT1",
    };
}
