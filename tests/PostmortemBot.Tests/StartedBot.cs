using PostmortemBot.Testing;

namespace PostmortemBot.Tests;

/// <summary>One bot, emulated Slack and database for the stories of a class.</summary>
public sealed class StartedBot : BotFixture, IAsyncLifetime
{
    public ValueTask InitializeAsync() => StartAsync();
}
