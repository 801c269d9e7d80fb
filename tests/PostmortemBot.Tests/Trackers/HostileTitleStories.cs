using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Testing;
using PostmortemBot.Tests.ActionItems;
using PostmortemBot.Tests.Web;
using static PostmortemBot.Tests.ActionItems.Working;

namespace PostmortemBot.Tests.Trackers;

/// <summary>Titles that want to be something else, at every place where a title goes.</summary>
public sealed class HostileTitleStories(TrackedBot bot) : IClassFixture<TrackedBot>
{
    public static TheoryData<string> Titles() =>
    [
        "=HYPERLINK(\"https://evil.example/\",\"x\")",
        "+1 -1 =cmd|' /C calc'!A0",
        "@here look @channel",
        "<!channel> <!here> <!subteam^S0SREONCALL> look",
        "<https://evil.example|ok> and <javascript:alert(1)|x>",
        "<@U0YUKI00001> <#C0SECRET001|incident-secret>",
        "safe \u202Egnp.exe \u2066x",
        "zero\u200Bwidth\u200D\uFEFF joined",
        "🎉👩‍👩‍👧‍👦🏴‍☠️",
        "a|b *c* _d_ ~e~ `f` #1 @octocat [x](https://evil.example) <b>b</b> <script>alert(1)</script> <!-- y -->",
        "BEGIN:VEVENT;SUMMARY:x\\nATTACH:https://evil.example/ \u2028 \u0085 \u000B end",
        "--> {{x}} ${y} %s \\ \" ' `",
    ];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_title_stays_words_wherever_it_is_shown(string title)
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem action Something")).View!;
        var sent = await maya.Submits(form, new JsonObject { ["title"] = title, ["details"] = title, ["owner"] = Maya, ["due"] = bot.Day(4) });
        Assert.Empty(sent.Errors);
        await bot.Settles();
        var id = await bot.Stored<string>("select action_item_id::text from action_items order by number desc limit 1");
        var key = "AI-" + await bot.Of(id, "number");
        var number = await bot.Stored<int>("select max(number) from postmortems");

        // Slack: its message, the list, the view of it, and Home.
        var message = (await maya.Reads(channel, card.Ts)).Last(one => one.Text.Contains(key, StringComparison.Ordinal));
        var list = (await maya.Types(channel, "/postmortem actions")).View!;
        await maya.OpensHome();
        await bot.Settles();
        foreach (var shown in new JsonNode[] { message.Raw, list.Raw, (await maya.SeesHome()).Raw })
            Assert.All(Mrkdwn(shown), text => Assert.DoesNotMatch("<!(channel|here|everyone|subteam)|evil\\.example[^ ]*\\|ok>|<javascript:|<#C0SECRET|<https://evil", text));
        Assert.DoesNotContain("incident-secret", await bot.Of(id, "title"), StringComparison.Ordinal);

        // Files.
        var cookie = await bot.VisitsAs("maya");
        var row = (await Text(await bot.Gets("/action-items.csv", cookie))).Split("\r\n").Single(line => line.StartsWith(key + ",", StringComparison.Ordinal));
        Assert.DoesNotMatch("(^|,|\")[=+@-][^,]*[A-Za-z]", row[key.Length..]);
        var stored = await bot.Of(id, "title");
        Assert.Contains(JsonNode.Parse(await Text(await bot.Gets("/action-items.json", cookie)))!["items"]!.AsArray(), item => item!["key"]!.ToString() == key && item["title"]!.ToString() == stored);

        // Calendar: lines of at most 75 octets, none of which somebody else has begun.
        await maya.Presses((await maya.Types(channel, "/postmortem calendar")).View!.Button("Make an address") is null ? "Make a new one" : "Make an address", (await maya.Types(channel, "/postmortem calendar")).View!);
        var address = new Uri(Regex.Match((await bot.Shown("maya")).Text, @"http\S+?\.ics", RegexOptions.None, TimeSpan.FromSeconds(1)).Value).PathAndQuery;
        var calendar = await Text(await bot.Gets(address, cookie));
        Assert.All(calendar.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75 && !line.AsSpan().ContainsAny('\r', '\n', '\u000B') && !line.AsSpan().ContainsAny('\u2028', '\u0085'), line));
        Assert.DoesNotContain("\r\nATTACH", calendar, StringComparison.Ordinal);
        Assert.Equal(await bot.Stored<long>($"select count(*) from action_items where owner_id = '{Maya}' and due_on is not null"), Regex.Count(calendar, "\r\nBEGIN:VEVENT\r\n", RegexOptions.None, TimeSpan.FromSeconds(1)));

        // Report and page.
        var page = await Text(await bot.Gets($"/postmortems/PM-{number}", cookie));
        Assert.Contains(key, page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script>alert|href=\"(javascript|https://evil)|<b>b</b>", page);

        // The tracker's issue says the same, and calls nobody there.
        var issue = (await maya.Chooses("actions.menu", $"issue {id}", (await maya.Types(channel, "/postmortem actions")).View!)).View!;
        Assert.True((await maya.Submits(issue, new JsonObject { ["tracker"] = "github" })).Closed);
        await bot.Settles();
        var made = bot.GitHub.Issues[^1];
        Assert.Equal(stored, made["title"]!.ToString());
        Assert.DoesNotMatch(@"@(octocat|here|channel)|(?<!\\)\[x\]\(|<script>|<b>|#1\b", made["body"]!.ToString());
        Assert.Empty(bot.GitHub.Violations);
        Assert.DoesNotContain(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\u200B\u200D\uFEFF")]
    [InlineData("\u202E\u2066")]
    [InlineData(" \u00A0\u3000\t ")]
    public async Task A_title_that_nobody_can_see_is_none(string title)
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var refused = await maya.Submits((await maya.Types(channel, "/postmortem action Something")).View!, new JsonObject { ["title"] = title });

        Assert.Equal(["title"], refused.Errors.Keys);
        Assert.Equal(0, await bot.Stored<long>($"select count(*) from action_items where title = '{title.Trim()}'"));
    }

    [Fact]
    public async Task Three_thousand_characters_are_typed_into_a_command_and_none_is_lost()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var typed = string.Concat(Enumerable.Repeat("<&> word ", 333));
        var form = (await maya.Types(channel, $"/postmortem action {typed}")).View!;

        Assert.Empty((await maya.Submits(form, [])).Errors);
        await bot.Settles();

        Assert.Equal(typed.Trim(), await bot.Stored<string>("select details from action_items order by number desc limit 1"));
    }

    private static IEnumerable<string> Mrkdwn(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Mrkdwn),
        JsonObject text when text["type"]?.ToString() == "mrkdwn" => [text["text"]!.ToString()],
        JsonObject entry => entry.SelectMany(field => field.Key == "text" && field.Value is JsonValue && entry["blocks"] is not null ? [field.Value.ToString()] : Mrkdwn(field.Value)),
        _ => [],
    };

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
