using PostmortemBot.Testing;

namespace PostmortemBot.Browser.Tests;

/// <summary>One bot, emulated Slack and database for the tests of a class.</summary>
public sealed class StartedBot : BotFixture, IAsyncLifetime
{
    public ValueTask InitializeAsync() => StartAsync();
}
