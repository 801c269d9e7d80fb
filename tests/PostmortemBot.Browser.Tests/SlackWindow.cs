using Microsoft.Playwright;
using PostmortemBot.Testing;

namespace PostmortemBot.Browser.Tests;

/// <summary>Somebody at the Sandbox's page: types, clicks, reads.</summary>
public sealed class SlackWindow(Window window, BotFixture bot) : IAsyncDisposable
{
    public IPage Page => window.Page;

    public ILocator Messages => Page.GetByRole(AriaRole.Log).First;

    /// <summary>The pinned message of a channel that has one.</summary>
    public ILocator Card => Messages.Locator(".message.pinned");

    public ILocator Thread => Page.GetByRole(AriaRole.Complementary, new() { Name = "Thread" });

    public static async Task<SlackWindow> OpensAsync(Chromium chromium, BotFixture bot, string address = "/?as=maya&channel=C0PAYMENTS1")
    {
        var slack = new SlackWindow(await Window.OpensAsync(chromium), bot);
        await slack.GoesTo(address);
        return slack;
    }

    public async Task GoesTo(string address)
    {
        await Page.GotoAsync(new Uri(bot.Sandbox.BaseAddress!, address).ToString());
        // Before that the page is a drawing that does not listen.
        await Page.Locator(".desk[data-ready=true]").WaitForAsync();
    }

    public async Task Becomes(string fullName)
    {
        var people = Page.GetByLabel("You are");
        var option = people.Locator("option", new() { HasText = fullName });
        await people.SelectOptionAsync((await option.GetAttributeAsync("value"))!);
        await Assertions.Expect(Page.GetByTitle($"You are {fullName}")).ToBeVisibleAsync();
    }

    public async Task GoesToChannel(string name)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Types into the channel, or into the open thread, and presses Enter.</summary>
    public async Task Types(string text, ILocator? where = null)
    {
        var place = where ?? Page.Locator(".channel");
        var box = place.GetByRole(AriaRole.Textbox);
        await box.ClickAsync();
        await box.PressSequentiallyAsync(text);
        await Assertions.Expect(box).ToHaveValueAsync(text);
        await box.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync("");
        await bot.Settles();
    }

    public OpenModal Modal(string title) => new(Page.GetByRole(AriaRole.Dialog, new() { Name = title }), bot);

    /// <summary>The newest message in a place that holds those words.</summary>
    public ILocator Message(string words, ILocator? where = null) =>
        (where ?? Messages).GetByRole(AriaRole.Article).Filter(new() { HasText = words }).Last;

    public async Task OpensThread(ILocator message)
    {
        await message.GetByRole(AriaRole.Button, new() { Name = "Last reply" }).ClickAsync();
        await Assertions.Expect(Thread).ToBeVisibleAsync();
    }

    public void AssertNoTroubles() => window.AssertNoTroubles();

    public ValueTask DisposeAsync() => window.DisposeAsync();
}
