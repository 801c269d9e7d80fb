using System.Text;
using System.Text.Json.Nodes;

namespace PostmortemBot.Slack.Tests.Fuzz;

/// <summary>Spoils requests in every way that a broken or hostile sender could; the same random numbers spoil alike.</summary>
internal sealed class Damage(Random random)
{
    private static readonly string[] Oddities =
    [
        "", " ", "null", "0", "-1", "U0", "T0OTHER00001", "C0OTHER00001", "U1AAA\u0000", "'; drop table people; --", "<!channel>", "<@U1AAA|", "../../etc/passwd", "%00%ff", "\u202e\u0000\uffff",
        "👩‍👩‍👧‍👦", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "1700000000.000100", "99999999999999999999", "2026-13-45", "25:61", "{}", "[]", "{\"id\":1}", "https://127.0.0.1:1/", "javascript:alert(1)",
    ];

    private static readonly string[] Wrong =
        ["null", "true", "false", "0", "-1", "1e400", "-0.0", "123456789012345678901234567890", "9223372036854775808", "1.5", "\"\"", "[]", "{}", "[null]", "[[]]", "{\"type\":null}", "\"\\ud800\"", "\"\\udc00\\ud800x\"", "\"\\u0000\"", "[{}]", "{\"id\":7}"];

    private static readonly string[] MediaTypes =
        ["application/json", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=latin1"];

    public byte[] Json(JsonNode whole)
    {
        var text = new StringBuilder();
        // One field in this many is spoilt: sometimes one of all, sometimes one of four.
        Write(whole, text, random.Next(6) == 0 ? 6 : Math.Max(6, Size(whole)));
        return Bytes(text.ToString());
    }

    public byte[] Form(byte[] payload, string field = "payload")
    {
        var encoded = random.Next(40) switch
        {
            0 => Encoding.UTF8.GetString(payload),
            1 => Uri.EscapeDataString(Escaped(payload)),
            2 => Escaped(payload).Replace("%2", random.Next(2) == 0 ? "%" : "%g", StringComparison.Ordinal),
            3 => Escaped(payload).Replace("%22", "%FF%FE", StringComparison.Ordinal),
            _ => Escaped(payload),
        };
        var body = random.Next(40) switch
        {
            0 => $"{field}={encoded}&{field}={encoded}",
            1 => $"&&&=&={field}&{field}={encoded}",
            2 => $"ssl_check=&{field}={encoded}",
            3 => $"{field}{encoded}",
            4 => $"{encoded}={field}",
            _ => $"{field}={encoded}",
        };
        return Bytes(body);
    }

    /// <summary>A form of plain fields: lost, doubled, changed.</summary>
    public byte[] Form(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var pairs = new List<string>();
        foreach (var (name, value) in fields)
        {
            var one = random.Next(12) switch
            {
                0 => null,
                1 => $"{name}={Uri.EscapeDataString(Any(Oddities))}",
                2 => $"{name}={Uri.EscapeDataString(value)}&{name}={Uri.EscapeDataString(Any(Oddities))}",
                3 => $"{name}={Uri.EscapeDataString(Long(value))}",
                4 => $"{name}={value}",
                5 => name,
                _ => $"{name}={Uri.EscapeDataString(value)}",
            };
            if (one is not null) pairs.Add(one);
        }

        if (random.Next(3) == 0) pairs.Reverse();
        return Bytes(string.Join('&', pairs));
    }

    public string MediaType(string usual) => random.Next(50) == 0 ? Any(MediaTypes) : usual;

    private static string Escaped(byte[] payload) => Uri.EscapeDataString(Encoding.UTF8.GetString(payload));

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject fields => 1 + fields.Sum(field => Size(field.Value)),
        JsonArray items => 1 + items.Sum(Size),
        _ => 1,
    };

    private void Write(JsonNode? node, StringBuilder text, int oneIn)
    {
        if (random.Next(oneIn) == 0)
        {
            text.Append(Spoilt(node));
            return;
        }

        switch (node)
        {
            case JsonObject fields:
                text.Append('{');
                var any = false;
                foreach (var (name, value) in fields)
                {
                    var fate = random.Next(oneIn * 6);
                    if (fate == 0) continue;

                    for (var times = fate == 1 ? 2 : 1; times > 0; times--)
                    {
                        text.Append(any ? "," : "").Append(Quoted(fate == 2 ? Any(Oddities) : name)).Append(':');
                        Write(value, text, oneIn);
                        any = true;
                    }
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var at = 0; at < items.Count; at++)
                {
                    text.Append(at > 0 ? "," : "");
                    Write(items[at], text, oneIn);
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private string Spoilt(JsonNode? node) => random.Next(20) switch
    {
        < 8 => Any(Wrong),
        < 14 => Quoted(Any(Oddities)),
        14 => Quoted(Long("x")),
        15 => $"{string.Concat(Enumerable.Repeat("[", random.Next(1, 3000)))}1",
        16 => Nested(random.Next(2, 200)),
        17 => new string('9', random.Next(1, 5000)),
        18 => $"[{node?.ToJsonString() ?? "null"},{node?.ToJsonString() ?? "null"}]",
        _ => Quoted(node?.ToJsonString() ?? ""),
    };

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("""{"type":"section","accessory":""", depth)) + "null" + new string('}', depth);

    private string Long(string text) => string.Concat(Enumerable.Repeat(text.Length == 0 ? "é" : text, random.Next(10) == 0 ? 60_000 / Math.Max(1, text.Length) : 200));

    private byte[] Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(10) != 0 || bytes.Length == 0) return bytes;

        var at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..at];
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                bytes[at] = (byte)random.Next(128, 256);
                return bytes;
            case 3:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 20))..]];
            case 4:
                return [.. bytes[..at], 0xED, 0xA0, 0x80, .. bytes[at..]];
            default:
                return [.. bytes[..at], .. bytes[(at / 2)..at], .. bytes[at..]];
        }
    }

    private string Any(string[] choices) => choices[random.Next(choices.Length)];

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
