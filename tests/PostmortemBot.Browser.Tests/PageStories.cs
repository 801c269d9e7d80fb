using Microsoft.Playwright;
using PostmortemBot.Testing;
using static Microsoft.Playwright.Assertions;

namespace PostmortemBot.Browser.Tests;

/// <summary>Pages are drawn without complaints and can be used by everybody.</summary>
public sealed class PageStories(StartedBot bot, Chromium chromium) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_report_opens_through_the_personal_link_and_everybody_can_read_it()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.As("maya").Types(channel, "/postmortem add 13:52 The new balancer config was deployed");
        await bot.Settles();
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, await bot.Address("maya", channel));
        await slack.Types("/postmortem web");
        var link = await slack.Messages.GetByRole(AriaRole.Link, new() { Name = "Open the postmortems" }).GetAttributeAsync("href");

        await using var window = await Window.OpensAsync(chromium);
        await window.Page.GotoAsync(new Uri(bot.Bot.BaseAddress!, new Uri(link!).PathAndQuery).ToString());
        await window.Page.HasNoSeriousViolations();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await window.Page.WaitForURLAsync(address => address.Contains("/postmortems/PM-", StringComparison.Ordinal));
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Card payments failed for 45 minutes");
        await Expect(window.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("The new balancer config was deployed");
        await window.Page.HasNoSeriousViolations();
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await window.Page.HasNoSeriousViolations();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All postmortems" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("What we learned");
        await window.Page.HasNoSeriousViolations();
        window.AssertNoTroubles();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_visitor_without_a_link_is_told_how_to_come_in(ColorScheme colours)
    {
        await using var window = await Window.OpensAsync(chromium);
        await window.Page.EmulateMediaAsync(new() { ColorScheme = colours });
        await window.Page.GotoAsync(new Uri(bot.Bot.BaseAddress!, "/postmortems").ToString());
        await Expect(window.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Sign in from Slack");
        await window.Page.HasNoSeriousViolations();
    }

    [Fact]
    public async Task Everybody_can_use_the_Sandboxs_channel()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        await bot.As("devon").Says(channel, "Rolled back the balancer config", card.Ts);
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, await bot.Address("maya", channel));
        await slack.OpensThread(slack.Message("PM-"));
        await slack.Page.HasNoSeriousViolations();
        await slack.Page.GetByRole(AriaRole.Button, new() { Name = "Call log" }).ClickAsync();
        await Expect(slack.Page.GetByRole(AriaRole.Region, new() { Name = "Call log" })).ToBeVisibleAsync();
        await slack.Page.HasNoSeriousViolations();
        slack.AssertNoTroubles();
    }

    [Fact]
    public async Task Everybody_can_use_the_Sandboxs_modals_and_Home_tab()
    {
        var channel = await bot.NewChannel();
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, await bot.Address("maya", channel));
        await slack.Types("/postmortem");
        var form = slack.Modal("Start a postmortem");
        await form.Button("Start").ClickAsync();
        await Expect(form.Dialog.GetByRole(AriaRole.Alert)).Not.ToHaveCountAsync(0);
        await slack.Page.HasNoSeriousViolations();
        await form.Field("Severity").ClickAsync();
        await Expect(form.Dialog.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await slack.Page.HasNoSeriousViolations();

        await slack.GoesTo("/?as=maya&home=1");
        await bot.Settles();
        await Expect(slack.Page.Locator(".home")).ToContainTextAsync("Your action items");
        await slack.Page.HasNoSeriousViolations();
        slack.AssertNoTroubles();
    }
}
