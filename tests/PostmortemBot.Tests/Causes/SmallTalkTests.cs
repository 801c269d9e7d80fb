using PostmortemBot.Features.Causes;

namespace PostmortemBot.Tests.Causes;

public sealed class SmallTalkTests
{
    [Theory]
    [InlineData("ok")]
    [InlineData("Okaaay!!")]
    [InlineData("OK, thanks!")]
    [InlineData("Thanks :pray: <@U0MAYA00001>")]
    [InlineData("thx Yuki")]
    [InlineData("Thank you so much, everyone")]
    [InlineData("?")]
    [InlineData("???!")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData(":+1::skin-tone-3:")]
    [InlineData("lol")]
    [InlineData("looool")]
    [InlineData("hahaha 😂😂")]
    [InlineData(":tada:")]
    [InlineData("🎉")]
    [InlineData("👩🏽‍💻")]
    [InlineData("<https://status.example/incidents/4711>")]
    [InlineData("<https://status.example/incidents/4711|https://status.example/incidents/4711>")]
    [InlineData("<https://status.example/incidents/4711|status.example/incidents/4711>")]
    [InlineData("this: <https://git.example/pr/7>")]
    [InlineData("<@U0MAYA00001>")]
    [InlineData("<!here>")]
    [InlineData("Good point, makes sense")]
    [InlineData("I don’t know")]
    [InlineData("yes, exactly :point_up:")]
    [InlineData("Why?")]
    [InlineData("hmm, interesting…")]
    [InlineData("42")]
    [InlineData("danke schön!")]
    [InlineData("...")]
    public void What_says_nothing_of_the_incident_is_no_answer(string reply) => Assert.True(SmallTalk.Is(reply), reply);

    [Theory]
    [InlineData("disk full")]
    [InlineData("Disk")]
    [InlineData("DNS")]
    [InlineData("no canary")]
    [InlineData("No alert")]
    [InlineData("no idea who owns it")]
    [InlineData("time pressure")]
    [InlineData("ok, so the lease was never renewed")]
    [InlineData("Thanks to the cache nobody noticed")]
    [InlineData("Same key for every region")]
    [InlineData("<https://git.example/pr/7|The change> had no review")]
    [InlineData("<https://git.example/pr/7|The change that doubled the load>")]
    [InlineData("see <https://git.example/pr/7>: retries without limit")]
    [InlineData(":fire: disk")]
    [InlineData("Why would anybody look there? The runbook names another dashboard")]
    [InlineData("what worked in staging used another quota")]
    [InlineData("磁盘已满")]
    [InlineData("диск переполнен")]
    [InlineData("القرص ممتلئ")]
    public void A_short_answer_is_an_answer(string reply) => Assert.False(SmallTalk.Is(reply), reply);

    [Fact]
    public void It_is_told_at_once_whatever_is_written()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var nasty in new[] { new string('h', 40_000), string.Concat(Enumerable.Repeat("ok ", 13_000)), new string('<', 40_000), string.Concat(Enumerable.Repeat("<https://a|", 4_000)), new string(':', 40_000) })
            SmallTalk.Is(nasty);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
    }
}
