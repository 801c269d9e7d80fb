using System.Text;
using Xunit;

namespace PostmortemBot.Slack.Tests.Sending;

/// <summary>What the client does when a token has expired, is dead, or is for an organisation; and how one is got.</summary>
public sealed class TokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_expired_token_is_renewed_and_the_call_made_again()
    {
        var tokens = new Tokens();
        await using var client = await Client.Start(tokens: tokens);
        client.Slack.Says("/api/chat.postMessage", """{"ok":false,"error":"token_expired"}""").Says("/api/chat.postMessage", """{"ok":true,"ts":"1.2"}""");

        await client.Api.Chat.PostMessage(new Message { Channel = "C1", Text = "x" }, Token);

        Assert.Equal(["Bearer xoxb-1", "Bearer xoxb-2"], client.Slack.Requests.Select(request => request.Authorization));
        Assert.Equal(["renew T1 1"], tokens.Asked);
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_too_is_not_renewed_again()
    {
        var tokens = new Tokens();
        await using var client = await Client.Start(tokens: tokens);
        client.Slack.Says("/api/chat.postMessage", """{"ok":false,"error":"token_expired"}""").Says("/api/chat.postMessage", """{"ok":false,"error":"token_expired"}""");

        var refused = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Chat.PostMessage(new Message { Channel = "C1", Text = "x" }, Token));

        Assert.Equal("token_expired", refused.Error);
        Assert.Single(tokens.Asked);
    }

    [Fact]
    public async Task Without_a_fresh_token_the_call_fails_as_Slack_said()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/auth.test", """{"ok":false,"error":"token_expired"}""");

        Assert.Equal("token_expired", (await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Auth.Test(Token))).Error);
        Assert.Single(client.Slack.Requests);
    }

    [Theory]
    [InlineData("token_revoked", true)]
    [InlineData("account_inactive", true)]
    [InlineData("invalid_auth", true)]
    [InlineData("not_authed", true)]
    [InlineData("team_access_not_granted", true)]
    [InlineData("channel_not_found", false)]
    public async Task A_dead_token_is_reported_and_the_call_fails(string error, bool isDead)
    {
        var tokens = new Tokens();
        await using var client = await Client.Start(tokens: tokens);
        client.Slack.Says("/api/auth.test", $$"""{"ok":false,"error":"{{error}}"}""");

        Assert.Equal(error, (await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Auth.Test(Token))).Error);
        Assert.Equal(isDead ? [$"died T1 1 {error}"] : [], tokens.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_an_organisations_token_the_workspace_is_named_where_Slack_asks_for_it(bool isOrgWide)
    {
        await using var client = await Client.Start(tokens: new Tokens { IsOrgWide = isOrgWide });
        foreach (var method in new[] { "users.list", "conversations.list", "usergroups.list", "conversations.create", "team.info", "users.info" })
            client.Slack.Says("/api/" + method, """{"ok":true}""");

        await client.Api.Users.List(Token).ToListAsync(Token);
        await client.Api.Conversations.List(cancellationToken: Token).ToListAsync(Token);
        await client.Api.UserGroups.List(cancellationToken: Token);
        await client.Api.Conversations.Create("a", cancellationToken: Token);
        await client.Api.Team.Info(Token);
        await client.Api.Users.Info("U1", Token);

        Assert.All(client.Slack.Requests.Take(5), request => Assert.Equal(isOrgWide, request.Body.Contains("T1", StringComparison.Ordinal)));
        Assert.DoesNotContain("T1", client.Slack.Requests[5].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_exchanged_with_the_apps_credentials_in_the_header()
    {
        await using var client = await Client.Start(WithCredentials);
        client.Slack.Says("/api/oauth.v2.access", """
            {"ok":true,"app_id":"A111","authed_user":{"id":"W111"},"scope":"chat:write,commands","token_type":"bot","access_token":"xoxe.xoxb-1","bot_user_id":"UB111",
             "refresh_token":"xoxe-1","expires_in":43200,"team":{"id":"T111","name":"Testing"},"enterprise":null,"is_enterprise_install":false}
            """);

        var answer = await client.OAuth.Access("1.2.c", "https://app.example/slack/oauth/callback", Token);

        Assert.Equal(("A111", "xoxe.xoxb-1", "xoxe-1", 43200, "T111", "W111"), (answer.AppId, answer.AccessToken, answer.RefreshToken, answer.ExpiresIn, answer.Team!.Id, answer.AuthedUser!.Id));
        Assert.Equal(["chat:write", "commands"], answer.Scopes);
        Assert.DoesNotContain("xox", answer.ToString(), StringComparison.Ordinal);
        var request = Assert.Single(client.Slack.Requests);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("client:its-secret")), request.Authorization);
        Assert.Equal("code=1.2.c&redirect_uri=https%3A%2F%2Fapp.example%2Fslack%2Foauth%2Fcallback", request.Body);
    }

    [Fact]
    public async Task An_exchange_is_not_repeated_when_nobody_knows_whether_it_arrived()
    {
        await using var client = await Client.Start(WithCredentials);
        client.Slack.Cuts("/api/oauth.v2.access").Says("/api/oauth.v2.access", """{"ok":true}""");

        var cut = await Assert.ThrowsAsync<SlackApiException>(() => client.OAuth.Refresh("xoxe-secret", Token));

        Assert.DoesNotContain("secret", cut.ToString(), StringComparison.Ordinal);
        Assert.Single(client.Slack.Requests);
    }

    [Fact]
    public async Task The_consent_page_lies_beside_the_Web_API()
    {
        await using var client = await Client.Start(options =>
        {
            WithCredentials(options);
            options.ApiBaseUrl = new Uri("https://slack.com/api/");
        });

        var url = client.OAuth.AuthorizeUrl(["chat:write", "commands"], "a state", "https://app.example/back");

        Assert.Equal("https://slack.com/oauth/v2/authorize?client_id=client&scope=chat%3Awrite%2Ccommands&state=a%20state&redirect_uri=https%3A%2F%2Fapp.example%2Fback", url.AbsoluteUri);
    }

    [Fact]
    public void A_token_does_not_print() => Assert.DoesNotContain("xoxb", new SlackToken("xoxb-1").ToString(), StringComparison.Ordinal);

    private static void WithCredentials(SlackOptions options) => (options.ClientId, options.ClientSecret) = ("client", "its-secret");

    private sealed class Tokens : ISlackTokens
    {
        public bool IsOrgWide { get; init; }

        public List<string> Asked { get; } = [];

        public ValueTask<SlackToken> BotToken(string workspaceId, CancellationToken cancellationToken) => new(new SlackToken("xoxb-1") { Version = 1, IsOrgWide = IsOrgWide });

        public ValueTask<SlackToken?> Renew(string workspaceId, SlackToken expired, CancellationToken cancellationToken)
        {
            Asked.Add($"renew {workspaceId} {expired.Version}");
            return new(new SlackToken("xoxb-2") { Version = 2 });
        }

        public ValueTask Died(string workspaceId, SlackToken dead, SlackApiException refused, CancellationToken cancellationToken)
        {
            Asked.Add($"died {workspaceId} {dead.Version} {refused.Error}");
            return default;
        }
    }
}
