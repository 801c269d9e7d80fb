using Microsoft.Playwright;
using PostmortemBot.Testing;

namespace PostmortemBot.Browser.Tests;

/// <summary>A modal that is open, or is about to be.</summary>
public sealed class OpenModal(ILocator dialog, BotFixture bot)
{
    public ILocator Dialog => dialog;

    public ILocator Field(string label) => dialog.GetByLabel(label).First;

    public ILocator Button(string name) => dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task Types(string label, string text)
    {
        await Field(label).ClickAsync();
        await Field(label).PressSequentiallyAsync(text);
        await Assertions.Expect(Field(label)).ToHaveValueAsync(text);
    }

    /// <summary>Sets a date or a moment as the browser's own picker does.</summary>
    public Task Sets(string label, string moment) => Field(label).FillAsync(moment);

    public async Task Picks(string label, string choice)
    {
        var box = dialog.GetByRole(AriaRole.Combobox, new() { Name = label });
        await box.ClickAsync();
        await box.PressSequentiallyAsync(choice);
        var options = dialog.GetByRole(AriaRole.Option);
        await Assertions.Expect(options).ToHaveCountAsync(1);
        await options.ClickAsync();
        await Assertions.Expect(options).ToHaveCountAsync(0);
    }

    public Task Chooses(string option) => dialog.GetByRole(AriaRole.Radio, new() { Name = option }).CheckAsync();

    public async Task Submits(string button)
    {
        await Button(button).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await bot.Settles();
    }
}
