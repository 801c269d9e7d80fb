using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Postmortems;

public sealed class NamingStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Theory]
    [InlineData("timeline")]
    [InlineData("causes")]
    [InlineData("actions")]
    public async Task A_list_is_opened_from_anywhere_by_its_number(string verb)
    {
        var (_, key) = await Started();
        var elsewhere = await bot.NewChannel();

        var shown = await bot.As("devon").Types(elsewhere, $"/postmortem {verb} {key.ToLowerInvariant()}");

        Assert.Contains(key, shown.View!.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_report_and_web_page_are_found_by_number_too()
    {
        var (_, key) = await Started();
        var elsewhere = await bot.NewChannel();
        var devon = bot.As("devon");

        Assert.Contains(key, (await devon.Types(elsewhere, $"/postmortem show {key}")).Message!.Text, StringComparison.Ordinal);
        Assert.Contains($"report of {key} is on its way", (await devon.Types(elsewhere, $"/postmortem report {key[3..]}")).Message!.Text, StringComparison.Ordinal);
        Assert.Contains($"%2Fpostmortems%2F{key}", (await devon.Types(elsewhere, $"/postmortem web {key}")).Message!.Text, StringComparison.OrdinalIgnoreCase);
        await bot.Settles();
        await devon.Sees(await devon.OpensDirectMessage(), "report", thread: null);
    }

    [Fact]
    public async Task What_may_not_be_seen_and_what_is_not_there_are_answered_alike()
    {
        var hidden = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        var key = (await bot.HasPostmortem(hidden)).Text.Split(' ')[0];
        var elsewhere = await bot.NewChannel();
        var devon = bot.As("devon");

        var secret = await devon.Types(elsewhere, $"/postmortem timeline {key}");
        var missing = await devon.Types(elsewhere, "/postmortem timeline PM-999999");

        Assert.Null(secret.View);
        Assert.Equal(missing.Message!.Text, secret.Message!.Text);
        Assert.NotNull((await bot.As("priya").Types(elsewhere, $"/postmortem timeline {key}")).View);
    }

    [Fact]
    public async Task Words_that_name_nothing_are_not_passed_over()
    {
        var (channel, _) = await Started();
        var answer = await bot.As("maya").Types(channel, "/postmortem report of <last> week");
        Assert.Contains("I do not know which postmortem “of &lt;last&gt; week” is", answer.Message!.Text, StringComparison.Ordinal);
    }

    private async Task<(string Channel, string Key)> Started()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        return (channel, card.Text.Split(' ')[0]);
    }
}
