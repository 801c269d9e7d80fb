using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>Answers as nobody hopes for them, and many at once.</summary>
public sealed class HostileAnswers(StartedBot bot) : IClassFixture<StartedBot>
{
    public static TheoryData<string> OddTexts() =>
    [
        "\"quoted\" 'twice' \\\"escaped\\\"",
        "A -> B <-> C --> D",
        "<b>bold</b><script>alert(1)</script> &amp; <!channel>",
        "two\nlines\r\nand\n\n\nmore",
        "👩‍👩‍👧‍👦 family 🏴‍☠️ flag",
        "لم يكن هناك تنبيه \u202E backwards \u2066 isolated",
        "{\"json\": [1, null]} '; drop table causes; --",
        "%s %d {0} $1 @WorkspaceId",
    ];

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task An_odd_text_is_kept_as_typed_shown_everywhere_edited_and_taken_back(string text)
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, text);
        var maya = bot.As("maya");
        var stored = await bot.Stored<string>($"select text from causes where not is_top and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");
        Assert.Equal(text.ReplaceLineEndings("\n"), stored.ReplaceLineEndings("\n"));

        var id = await bot.Stored<string>($"select cause_id::text from causes where not is_top and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')");
        var list = (await maya.Types(channel, "/postmortem causes")).View!;
        Assert.DoesNotContain("<!channel>", list.Text, StringComparison.Ordinal);
        var form = (await maya.Chooses("causes.menu", $"edit {id}", list, id)).View!;
        Whys.Closed(await maya.Submits(form, new JsonObject { ["service"] = text.ReplaceLineEndings(" ") }));
        var history = (await maya.Presses("History", (await maya.Types(channel, "/postmortem causes")).View!)).View!;
        await maya.Presses("Undo it", history);
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from causes where cause_id = '{id}' and service is null and removed_at is null"));
        Assert.DoesNotContain(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_thousand_characters_are_an_answer_and_one_more_is_not()
    {
        var (channel, thread) = await bot.Whying();
        var maya = bot.As("maya");
        var form = (await maya.Presses("Answer", await maya.Sees(channel, "Why 1", thread), channel)).View!;

        // Slack itself holds a person back; a request that was made by hand is refused by the bot.
        var (status, body) = await Submits("U0MAYA00001", form, new string('&', 3001), "V0HANDMADE0");
        Assert.Equal(200, status);
        Assert.Contains("this has 3,001", body, StringComparison.Ordinal);
        Whys.Closed(await maya.Submits(form, new JsonObject { ["answer"] = new string('&', 3000) }));
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = repeat('&', 3000)"));
        await maya.Sees(channel, "Why 2", thread);
    }

    [Fact]
    public async Task Ten_people_answering_one_prompt_at_once_lose_nothing()
    {
        var people = await Task.WhenAll(Enumerable.Range(1, 10).Select(Person));
        var (channel, thread) = await bot.Whying(["maya", "priya", .. people.Select(person => person.Name)]);
        var prompt = await bot.As("maya").Sees(channel, "Why 1", thread);
        var forms = new List<SlackView>();
        foreach (var person in people)
            forms.Add((await bot.As(person.Name).Presses("Answer", prompt, channel)).View!);

        var sent = await Task.WhenAll(people.Zip(forms, (person, form) => Submits(person.Id, form, $"At once by {person.Name}", form.Id)));
        await bot.Settles();

        Assert.All(sent, answer => Assert.Equal(200, answer.Status));
        Assert.All(sent, answer => Assert.DoesNotContain("errors", answer.Body, StringComparison.Ordinal));
        Assert.Equal(10, await bot.Stored<long>("select count(distinct author_id) from causes where text like 'At once by %' and removed_at is null"));
        Assert.Equal(10, await bot.Stored<long>("select count(*) from cause_links l join causes c using (workspace_id, cause_id) where c.text like 'At once by %'"));
        Assert.Equal(10, await bot.Stored<long>("select count(*) from cause_changes h join causes c using (workspace_id, cause_id) where c.text like 'At once by %'"));
    }

    [Fact]
    public async Task Ten_replies_at_once_are_ten_answers_and_a_repeat_of_one_is_none()
    {
        var (channel, thread) = await bot.Whying();
        string[] people = ["maya", "devon", "yuki", "priya", "lars"];

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => bot.As(people[number % 5]).Says(channel, $"Reply number {number}", thread)));
        await bot.Settles();

        Assert.Equal(10, await bot.Stored<long>("select count(*) from cause_replies where text like 'Reply number %'"));
        Assert.Equal(10, (await bot.As("maya").Reads(channel, thread)).Count(message => message.Button("Move to another why") is not null));
    }

    [Fact]
    public async Task One_submission_received_twice_at_once_is_one_cause()
    {
        var (channel, thread) = await bot.Whying();
        var maya = bot.As("maya");
        var form = (await maya.Presses("Answer", await maya.Sees(channel, "Why 1", thread), channel)).View!;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Submits("U0MAYA00001", form, "Sent four times", form.Id)));

        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'Sent four times'"));
    }

    private async Task<(string Name, string Id)> Person(int number)
    {
        var name = $"person{number}x{Guid.CreateVersion7():N}"[..20];
        var answer = await bot.Sandbox.PostAsJsonAsync("/sandbox/users", new JsonObject { ["name"] = name, ["real_name"] = $"Person {number}" }, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, body);
        return (name, JsonNode.Parse(body)! is JsonObject user && (user["id"] ?? user["user"]?["id"]) is { } id ? id.GetValue<string>() : throw new InvalidOperationException(body));
    }

    private async Task<(int Status, string Body)> Submits(string user, SlackView form, string text, string viewId)
    {
        var view = (JsonObject)form.Raw.DeepClone();
        view["id"] = viewId;
        view["state"] = new JsonObject { ["values"] = new JsonObject { ["answer"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = text } } } };
        var payload = new JsonObject
        {
            ["type"] = "view_submission", ["team"] = new JsonObject { ["id"] = "T0SANDBOX01", ["domain"] = "acme" }, ["user"] = new JsonObject { ["id"] = user, ["username"] = "x", ["name"] = "x", ["team_id"] = "T0SANDBOX01" },
            ["api_app_id"] = "A0POSTMORT1", ["trigger_id"] = "1.2.3", ["view"] = view, ["response_urls"] = new JsonArray(),
        };
        using var request = SlackRequest.Form([new("payload", payload.ToJsonString())], bot.Clock.GetUtcNow());
        using var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
