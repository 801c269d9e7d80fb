using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PostmortemBot.Browser.Tests;

/// <summary>The way through a modal for whoever does not use a mouse.</summary>
public sealed class KeyboardStories(StartedBot bot, Chromium chromium) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_modal_opens_in_its_first_field_and_Tab_walks_down_the_form_and_around()
    {
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, "/?as=devon&channel=C0PAYMENTS1");
        var form = await OpensTheForm(slack);

        await Expect(form.Field("Title")).ToBeFocusedAsync();
        foreach (var next in (string[])["Severity", "An incident", "Impact (optional)", "Services", "SLO touched"])
        {
            await slack.Page.Keyboard.PressAsync("Tab");
            await Expect(form.Field(next)).ToBeFocusedAsync();
        }

        await form.Button("Start").FocusAsync();
        await slack.Page.Keyboard.PressAsync("Tab");
        await Expect(form.Button("Close")).ToBeFocusedAsync();
        await slack.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(form.Button("Start")).ToBeFocusedAsync();
        slack.AssertNoTroubles();
    }

    [Fact]
    public async Task Escape_closes_an_open_list_first_and_then_the_modal_and_gives_the_focus_back()
    {
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, "/?as=yuki&channel=C0PAYMENTS1");
        var form = await OpensTheForm(slack);
        await slack.Page.Keyboard.PressAsync("Tab");
        await slack.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(form.Dialog.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();

        await slack.Page.Keyboard.PressAsync("Escape");
        await Expect(form.Dialog.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
        await Expect(form.Dialog).ToBeVisibleAsync();

        await slack.Page.Keyboard.PressAsync("Escape");
        await Expect(form.Dialog).ToBeHiddenAsync();
        await Expect(slack.Page.GetByLabel("Message #incident-payments")).ToBeFocusedAsync();
        slack.AssertNoTroubles();
    }

    [Fact]
    public async Task A_form_is_filled_in_and_sent_without_a_mouse()
    {
        var channel = await bot.NewChannel();
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, await bot.Address("maya", channel));
        var form = await OpensTheForm(slack);
        var keys = slack.Page.Keyboard;
        await keys.TypeAsync("Logins were slow");
        await keys.PressAsync("Tab");
        await keys.PressAsync("ArrowDown");
        await Expect(form.Dialog.GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(form.Field("Severity")).ToHaveAttributeAsync("aria-expanded", "false");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space");
        await Expect(form.Field("An incident")).ToBeCheckedAsync();

        await keys.PressAsync("Control+Enter");
        await Expect(form.Dialog).ToBeHiddenAsync();
        await bot.Settles();
        await Expect(slack.Message("Logins were slow")).ToContainTextAsync("SEV-2");
        slack.AssertNoTroubles();
    }

    [Fact]
    public async Task Enter_sends_a_message_and_Shift_Enter_begins_a_new_line()
    {
        var channel = await bot.NewChannel();
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, await bot.Address("maya", channel));
        var box = slack.Page.GetByLabel($"Message #{channel}");
        await box.PressSequentiallyAsync("Two");
        await box.PressAsync("Shift+Enter");
        await box.PressSequentiallyAsync("lines");
        await Expect(slack.Messages.GetByRole(AriaRole.Article).Filter(new() { HasText = "lines" })).ToHaveCountAsync(0);
        await box.PressAsync("Enter");
        await Expect(slack.Message("lines")).ToContainTextAsync("Two");
        slack.AssertNoTroubles();
    }

    private static async Task<OpenModal> OpensTheForm(SlackWindow slack)
    {
        await slack.Types("/postmortem");
        var form = slack.Modal("Start a postmortem");
        await Expect(form.Dialog).ToBeVisibleAsync();
        return form;
    }
}
