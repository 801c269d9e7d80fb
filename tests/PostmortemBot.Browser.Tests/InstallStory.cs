using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using PostmortemBot.Testing;
using static Microsoft.Playwright.Assertions;

namespace PostmortemBot.Browser.Tests;

/// <summary>A bot that can be installed from a browser, so that it must know its own address beforehand.</summary>
public sealed class InstallableBot : BotFixture, IAsyncLifetime
{
    public ValueTask InitializeAsync()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        return StartAsync(new Dictionary<string, string?>
        {
            ["urls"] = address,
            ["Web:PublicUrl"] = address,
            ["Slack:ClientId"] = "sandbox-client",
            ["Slack:ClientSecret"] = "sandbox-client-secret",
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Installing as a person does: two pages and one button.</summary>
public sealed class InstallStory(InstallableBot bot, Chromium chromium) : IClassFixture<InstallableBot>
{
    [Fact]
    public async Task Somebody_installs_the_app_in_their_workspace_and_uses_it_there()
    {
        await using var window = await Window.OpensAsync(chromium);
        var page = window.Page;
        await page.GotoAsync(new Uri(bot.Bot.BaseAddress!, "/slack/install").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("PostmortemBot is requesting permission");
        await Expect(page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(19);
        await page.HasNoSeriousViolations();
        await page.GetByLabel("Workspace").SelectOptionAsync("Globex");
        await Shows(page, "consent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("PostmortemBot is installed");
        await Expect(page.GetByText("Globex")).ToBeVisibleAsync();
        await page.HasNoSeriousViolations();
        await Shows(page, "installed");

        await page.GetByRole(AriaRole.Link, new() { Name = "Open Slack" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Globex" })).ToHaveAttributeAsync("aria-current", "true");
        await page.Locator("[data-ready=true]").WaitForAsync();
        await Shows(page, "workspace");
        window.AssertNoTroubles();
    }

    [Fact]
    public async Task Who_cancels_reads_that_nothing_was_installed()
    {
        await using var window = await Window.OpensAsync(chromium);
        var page = window.Page;
        await page.GotoAsync(new Uri(bot.Bot.BaseAddress!, "/slack/install").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("PostmortemBot was not installed");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Start again" })).ToBeVisibleAsync();
        await page.HasNoSeriousViolations();
        await Shows(page, "declined");
    }

    /// <summary>For looking at: only where a folder is named.</summary>
    private static async Task Shows(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("INSTALL_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
