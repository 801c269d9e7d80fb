using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PostmortemBot.Slack.Tests.Contract;

namespace PostmortemBot.Slack.Tests.Fuzz;

/// <summary>What holds for every text and every body.</summary>
public sealed class PropertyTests(DirectDoor door) : IClassFixture<DirectDoor>
{
    [Property]
    public void Escaping_is_undone_by_unescaping_and_leaves_no_markup(NonNull<string> typed)
    {
        var escaped = Mrkdwn.Escape(typed.Get);

        Assert.Equal(typed.Get, Mrkdwn.Unescape(escaped));
        Assert.DoesNotContain('<', escaped);
        Assert.DoesNotContain('>', escaped);
    }

    [Property]
    public void Cutting_keeps_the_limit_and_halves_no_character(NonNull<string> typed, PositiveInt max)
    {
        var cut = Mrkdwn.Cut(typed.Get + "👩‍👩‍👧‍👦&amp;<@U1AAA>", max.Get);

        Assert.True(cut.Length <= max.Get);
        Assert.False(cut.Length > 1 && char.IsHighSurrogate(cut[^2]) && !char.IsLowSurrogate(cut[^1]));
    }

    [Property(Arbitrary = [typeof(Typed)])]
    public async Task What_is_typed_behind_a_command_arrives_as_it_was_typed(string typed)
    {
        var (status, _) = await door.Send(Encoding.UTF8.GetBytes($"command=%2Fdeploy&team_id=T1&user_id=U1&text={Uri.EscapeDataString(typed)}"), "application/x-www-form-urlencoded");

        Assert.Equal(200, status);
        Assert.Equal(typed.Replace("\0", "", StringComparison.Ordinal), ((SlashCommand)door.Script.Seen.Last()).Text);
    }

    [Property(Arbitrary = [typeof(Typed)], MaxTest = 50)]
    public async Task What_is_typed_into_a_form_arrives_as_it_was_typed(string typed)
    {
        var payload = JsonNode.Parse(Interactions.Submission)!;
        payload["view"]!["state"]!["values"]!["title"]!["a"]!["value"] = typed;
        var (status, _) = await door.Send(Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload.ToJsonString())), "application/x-www-form-urlencoded");

        Assert.Equal(200, status);
        var arrived = ((ViewSubmission)door.Script.Seen.Last()).View.State.GetText("title");
        Assert.Equal(typed.Replace("\0", "", StringComparison.Ordinal), arrived ?? "");
    }

    [Property]
    public async Task No_body_is_an_error_of_the_app(byte[] body, bool isForm)
    {
        var (status, _) = await door.Send(body, isForm ? "application/x-www-form-urlencoded" : "application/json");

        Assert.InRange(status, 200, 499);
        Assert.Empty(door.Errors.All);
    }

    /// <summary>Anything a keyboard or a clipboard may hold: no half surrogate pairs, which UTF-8 cannot carry.</summary>
    public static class Typed
    {
        public static Arbitrary<string> Text() =>
            ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get))).ToArbitrary();
    }
}
