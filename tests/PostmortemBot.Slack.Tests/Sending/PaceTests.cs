using System.Reflection;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.WebApi;
using Xunit;

namespace PostmortemBot.Slack.Tests.Sending;

/// <summary>Slack's published rates are kept before Slack has to say so.</summary>
public sealed class PaceTests
{
    private const string Posted = """{"ok":true,"channel":"C1","ts":"1.2"}""";
    private const string Limited = """{"ok":false,"error":"ratelimited"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_method_has_the_tier_that_Slack_published()
    {
        var methods = typeof(SlackMethod).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => ((SlackMethod)field.GetValue(null)!).Name);

        Assert.DoesNotContain(methods, method => !SlackTier.Knows(method));
        Assert.Equal(50, SlackMethod.ChatUpdate.Tier.PerMinute);
        Assert.Equal(20, SlackMethod.PinsAdd.Tier.PerMinute);
        Assert.Equal(100, SlackMethod.ConversationsMembers.Tier.PerMinute);
    }

    [Fact]
    public async Task A_channel_takes_a_short_burst_and_then_one_message_a_second()
    {
        await using var client = await Started();
        var begun = client.Clock.GetUtcNow();

        for (var i = 0; i < 5; i++) await Post(client, "C1").WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(begun, client.Clock.GetUtcNow());
        for (var i = 0; i < 3; i++) Assert.Null(await client.Finish(Post(client, "C1"), step: 100));

        Assert.InRange(client.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.5));
    }

    [Fact]
    public async Task Another_channel_and_another_workspace_do_not_wait()
    {
        await using var client = await Started();
        for (var i = 0; i < 6; i++) await client.Finish(Post(client, "C1"));
        var begun = client.Clock.GetUtcNow();

        await Post(client, "C2").WaitAsync(TimeSpan.FromSeconds(10), Token);
        await Post(client, "C1", "T2").WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal(begun, client.Clock.GetUtcNow());
    }

    [Fact]
    public async Task What_is_beyond_a_tier_is_left_to_the_caller_and_never_reaches_Slack()
    {
        await using var client = await Started();
        for (var i = 0; i < 4; i++) await Pin(client);

        var refused = new List<SlackRateLimitException>();
        for (var i = 0; i < 3; i++) refused.Add(await Assert.ThrowsAsync<SlackRateLimitException>(() => Pin(client)));

        Assert.Equal(4, client.Slack.Requests.Count);
        // They come back one after the other, at the tier's pace.
        Assert.Equal([3.5, 7.1, 10.6], refused.Select(failure => Math.Round(failure.RetryAfter.TotalSeconds, 1)));
        client.Clock.Advance(TimeSpan.FromSeconds(3.6));
        await Pin(client);
        await Assert.ThrowsAsync<SlackRateLimitException>(() => Pin(client));
    }

    [Fact]
    public async Task No_minute_wherever_it_begins_holds_more_than_the_tier_says_and_a_fifth_of_it_goes_at_once()
    {
        await using var client = await Started();
        var sent = new List<double>();
        var begun = client.Clock.GetUtcNow();
        while (client.Clock.GetUtcNow() - begun < TimeSpan.FromMinutes(3))
        {
            try
            {
                await client.Pacer.Enter(SlackMethod.ChatUpdate, new SlackCaller("T1"), TimeSpan.Zero, urgent: false, Token);
                sent.Add((client.Clock.GetUtcNow() - begun).TotalSeconds);
            }
            catch (SlackRateLimitException)
            {
                client.Clock.Advance(TimeSpan.FromMilliseconds(50));
            }
        }

        Assert.Equal(10, sent.Count(at => at == 0));
        Assert.InRange(sent.Count, 130, 135);
        Assert.All(sent, from => Assert.InRange(sent.Count(at => at >= from && at < from + 60), 1, 50));
    }

    [Theory]
    [InlineData("conversations.list", 4)]
    [InlineData("chat.update", 10)]
    [InlineData("users.info", 20)]
    [InlineData("chat.postMessage", 60)]
    [InlineData("apps.uninstall", 1)]
    public void The_burst_and_the_pace_after_it_are_one_minutes_calls(string method, int burst)
    {
        var tier = SlackTier.For(method);
        Assert.Equal(burst, tier.Burst);
        Assert.Equal(tier.PerMinute, tier.Burst - 1 + tier.Pace);
    }

    [Fact]
    public async Task A_pause_that_Slack_asks_for_holds_for_that_method_and_workspace_alone()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.update", Limited, 429, "30").Says("/api/chat.update", Posted).Says("/api/chat.update", Posted).Says("/api/pins.add", Posted);
        await Assert.ThrowsAsync<SlackRateLimitException>(() => Update(client));
        var before = client.Slack.Requests.Count;

        var refused = await Assert.ThrowsAsync<SlackRateLimitException>(() => Update(client));
        Assert.Equal(before, client.Slack.Requests.Count);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(33));
        await Update(client, "T2");
        await Pin(client);
        client.Clock.Advance(TimeSpan.FromSeconds(30));
        await Update(client);
    }

    [Fact]
    public async Task Only_one_call_of_a_workspace_waits_and_the_rest_come_back_later()
    {
        await using var client = await Started();
        for (var i = 0; i < 5; i++)
        {
            await Post(client, "C1");
            await Post(client, "C2");
        }

        var waits = Post(client, "C1");
        await Assert.ThrowsAsync<SlackRateLimitException>(() => Post(client, "C2"));

        Assert.False(waits.IsCompleted);
        Assert.Null(await client.Finish(waits));
        // The one that was sent away was not counted.
        await Post(client, "C2").WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_gives_the_turn_back()
    {
        await using var client = await Started();
        for (var i = 0; i < 6; i++) await client.Pacer.Enter(SlackMethod.PinsAdd, new SlackCaller("T1", "C1"), TimeSpan.Zero, urgent: true, Token);
        for (var i = 0; i < 3; i++)
        {
            using var patience = new CancellationTokenSource();
            var waits = client.Pacer.Enter(SlackMethod.PinsAdd, new SlackCaller("T1", "C1"), TimeSpan.FromMinutes(5), urgent: false, patience.Token).AsTask();
            Assert.False(waits.IsCompleted);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        }

        var next = client.Pacer.Enter(SlackMethod.PinsAdd, new SlackCaller("T1", "C1"), TimeSpan.FromMinutes(5), urgent: false, Token).AsTask();
        client.Clock.Advance(TimeSpan.FromSeconds(11));
        await next.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Whoever_waited_while_Slack_asked_others_for_a_pause_comes_back_after_it()
    {
        await using var client = await Started();
        for (var i = 0; i < 6; i++) await client.Pacer.Enter(SlackMethod.PinsAdd, new SlackCaller("T1", "C1"), TimeSpan.Zero, urgent: true, Token);
        var waits = client.Pacer.Enter(SlackMethod.PinsAdd, new SlackCaller("T1", "C1"), TimeSpan.FromMinutes(5), urgent: false, Token).AsTask();
        client.Pacer.Close(SlackMethod.PinsAdd, new SlackCaller("T1", "C1"), TimeSpan.FromMinutes(2));
        client.Clock.Advance(TimeSpan.FromSeconds(20));

        var later = await Assert.ThrowsAsync<SlackRateLimitException>(() => waits);
        Assert.InRange(later.RetryAfter, TimeSpan.FromSeconds(95), TimeSpan.FromSeconds(101));
    }

    [Fact]
    public async Task A_modal_goes_at_once_however_much_was_called_before()
    {
        await using var client = await Started();
        var modal = new ModalViewDefinition { Title = "Form", Blocks = [new DividerBlock()] };

        for (var i = 0; i < 250; i++) await client.Api.Views.Open("1.2", modal, Token).WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal(250, client.Slack.Requests.Count);
    }

    [Fact]
    public async Task What_answers_a_request_goes_at_once_and_counts()
    {
        await using var client = await Started();
        var caller = new SlackCaller("T1", "C1");

        for (var i = 0; i < 10; i++) await client.Pacer.Enter(SlackMethod.ChatPostEphemeral, caller, TimeSpan.Zero, urgent: true, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Token);

        var refused = await Assert.ThrowsAsync<SlackRateLimitException>(() => Post(client, "C1"));
        Assert.Equal(TimeSpan.FromSeconds(6), refused.RetryAfter);
    }

    [Fact]
    public async Task Pages_of_a_list_keep_the_pace_and_the_list_arrives_whole()
    {
        await using var client = await Client.Start(options => options.Rates["users.list"] = 2);
        HasThreePages(client);
        var begun = client.Clock.GetUtcNow();

        var first = await Assert.ThrowsAsync<SlackRateLimitException>(() => All(client));
        Assert.Equal(TimeSpan.FromSeconds(30), first.RetryAfter);

        await using var patient = await Client.Start(options =>
        {
            options.Rates["users.list"] = 2;
            options.MaxPageWait = TimeSpan.FromSeconds(31);
        });
        HasThreePages(patient);
        var list = All(patient);
        Assert.Null(await patient.Finish(list));

        Assert.Equal(["U0", "U1", "U2"], (await list).Select(user => user.Id));
        Assert.InRange(patient.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task Buckets_that_are_full_again_are_forgotten()
    {
        await using var client = await Started();
        for (var i = 0; i < 5000; i++)
        {
            await client.Pacer.Enter(SlackMethod.ChatPostMessage, new SlackCaller($"T{i}", $"C{i}"), TimeSpan.Zero, urgent: false, Token);
            client.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(client.Pacer.Buckets, 1, 2100);
    }

    private static void HasThreePages(Client client)
    {
        foreach (var user in new[] { "U0", "U1" }) client.Slack.Says("/api/users.list", """{"ok":true,"members":[{"id":"USER"}],"response_metadata":{"next_cursor":"more"}}""".Replace("USER", user, StringComparison.Ordinal));
        client.Slack.Says("/api/users.list", """{"ok":true,"members":[{"id":"U2"}]}""");
    }

    private static async Task<Client> Started()
    {
        var client = await Client.Start();
        foreach (var method in new[] { "chat.postMessage", "chat.update", "pins.add", "views.open" })
        {
            for (var i = 0; i < 300; i++) client.Slack.Says("/api/" + method, Posted);
        }

        return client;
    }

    private static Task<PostMessageResponse> Post(Client client, string channel, string workspace = "T1") =>
        client.In(workspace).Chat.PostMessage(new Message { Channel = channel, Text = "hello" }, Token);

    private static Task Update(Client client, string workspace = "T1") =>
        client.In(workspace).Chat.Update(new MessageUpdate { ChannelId = "C1", Ts = "1.2", Text = "x" }, Token);

    private static Task Pin(Client client) => client.Api.Pins.AddMessage("C1", "1.2", Token);

    private static async Task<IReadOnlyList<User>> All(Client client) => await client.Api.Users.List(Token).ToListAsync(Token);
}
