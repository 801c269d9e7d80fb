using Microsoft.Playwright;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Scenarios;
using static Microsoft.Playwright.Assertions;

namespace PostmortemBot.Browser.Tests;

/// <summary>
/// The README's pictures, taken from the scenario as it was played. Run by hand after what they show has changed:
/// PostmortemBot.Browser.Tests -explicit only
/// </summary>
public sealed class Pictures(StartedBot bot, Chromium chromium) : IClassFixture<StartedBot>
{
    private static readonly string Folder = Path.Combine(BotFixture.Root(), "tests", "pictures");

    [Fact(Explicit = true)]
    public async Task Take_the_READMEs_pictures()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(BotFixture.Root(), "tests", "scenarios", "payment-load-balancer.yaml"), TestContext.Current.CancellationToken);
        var head = Array.IndexOf(lines, "steps:") + 1;
        var half = Array.FindIndex(lines, line => line.Contains("What the team learned", StringComparison.Ordinal));
        Assert.True(head > 0 && half > head);
        await using var slack = await SlackWindow.OpensAsync(chromium, bot);

        await Plays(lines[..half]);
        await slack.Card.EvaluateAsync("card => card.scrollIntoView({ block: 'center' })");
        await Takes(slack.Page, "card.png");

        await slack.OpensThread(slack.Message("Five Whys of"));
        await Expect(slack.Thread).ToContainTextAsync("Stopped here");
        await Takes(slack.Page, "whys.png");

        await slack.GoesTo("/?as=devon&home=1");
        await bot.Settles();
        await Expect(slack.Page.Locator(".home")).ToContainTextAsync("Require a canary");
        await Takes(slack.Page, "home.png");

        await FillsInTheStart(slack);
        await Takes(slack.Page, "start.png");

        await Plays([.. lines[..head], .. lines[half..]]);
        await ReadsTheReport();
    }

    private async Task Plays(string[] lines)
    {
        await using var clock = new RunningClock(bot.Clock);
        var output = Directory.CreateTempSubdirectory("pictures-");
        try
        {
            var scenario = Path.Combine(output.FullName, "scenario.yaml");
            await File.WriteAllLinesAsync(scenario, lines, TestContext.Current.CancellationToken);
            var played = await ScenarioPlayer.PlayAsync(
                scenario, bot.Sandbox.BaseAddress!.ToString(), output.FullName, TextWriter.Null, bot.Clock, TestContext.Current.CancellationToken);
            Assert.True(played.Succeeded, played.Failure);
            await bot.Settles();
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static async Task FillsInTheStart(SlackWindow slack)
    {
        await slack.GoesTo("/?as=maya&channel=C0PLATFORM1");
        await slack.Types("/postmortem");
        var form = slack.Modal("Start a postmortem");
        await form.Types("Title", "Card payments failed for 45 minutes");
        await form.Picks("Severity", "SEV-1");
        await form.Chooses("An incident");
        await form.Types("Impact (", "4,200 customers could not pay by card; 310 orders were lost.");
        await form.Field("Title").FocusAsync();
    }

    private async Task ReadsTheReport()
    {
        var link = await bot.As("maya").Types("incident-payments", "/postmortem web");
        var address = link.Message!.Text.Split('<', '|').First(part => part.StartsWith("http", StringComparison.Ordinal)).Replace("&amp;", "&", StringComparison.Ordinal);
        await using var window = await Window.OpensAsync(chromium, 1280, 1400);
        await window.Page.GotoAsync(new Uri(bot.Bot.BaseAddress!, new Uri(address).PathAndQuery).ToString());
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Card payments failed for 45 minutes");
        await Takes(window.Page, "report.png");
    }

    private static async Task Takes(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        await page.Mouse.MoveAsync(0, 0);
        await page.EvaluateAsync("() => Promise.all([document.fonts.ready, ...[...document.images].map(image => { image.loading = 'eager'; return image.decode().catch(() => {}); })])");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }
}
