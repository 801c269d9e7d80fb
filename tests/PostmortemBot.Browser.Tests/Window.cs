using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PostmortemBot.Browser.Tests;

/// <summary>A browser window, and what went wrong inside it.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _troubles = new();

    private Window(IPage page)
    {
        Page = page;
        page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning")
                _troubles.Enqueue($"{line.Type}: {line.Text} ({line.Location})");
        };
        page.PageError += (_, error) => _troubles.Enqueue($"exception: {error}");
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                _troubles.Enqueue($"{answer.Status}: {answer.Url}");
        };
    }

    public IPage Page { get; }

    public static async Task<Window> OpensAsync(Chromium chromium, int width = 1280, int height = 800) => new(await chromium.OpensAsync(width, height));

    public void AssertNoTroubles() => Assert.True(_troubles.IsEmpty, string.Join('\n', _troubles));

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
