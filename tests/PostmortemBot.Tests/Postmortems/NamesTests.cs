using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Tests.Postmortems;

public sealed class NamesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("all :tada: :+1::skin-tone-3: done", "all 🎉 👍🏼 done")]
    [InlineData(":fire::fire: (:warning:)", "🔥🔥 (⚠️)")]
    [InlineData(":our-own-logo: stays", ":our-own-logo: stays")]
    [InlineData("at 10:30:45 on host:100: with a::b", "at 10:30:45 on host:100: with a::b")]
    [InlineData("", "")]
    public void Emoji_names_become_characters_and_colons_of_other_things_stay(string typed, string read) => Assert.Equal(read, EmojiNames.Replace(typed));

    [Fact]
    public void Whoever_has_left_is_marked_and_nobody_is_an_id()
    {
        var known = new Dictionary<string, Person>(StringComparer.Ordinal) { ["U1"] = Somebody("Ada", isDeactivated: true), ["U2"] = Somebody("Ben", isDeactivated: false) };

        Assert.Equal(("Ada (deactivated)", "Ben", "somebody"), (PeopleNames.NameAndState(known, "U1"), PeopleNames.NameAndState(known, "U2"), PeopleNames.NameAndState(known, "U3")));
        Assert.Equal(("Ada", "somebody"), (PeopleNames.Name(known, "U1"), PeopleNames.Name(known, "U3")));
    }

    [Fact]
    public async Task A_workspaces_groups_are_asked_for_once_and_again_when_one_changes()
    {
        var api = Substitute.For<ISlackApiClient>();
        api.UserGroups.List(includeDisabled: true, cancellationToken: Arg.Any<CancellationToken>())
            .Returns([new UserGroup { Id = "S1", Name = "On call", Handle = "on-call" }, new UserGroup { Id = "S2", Name = "Leads" }]);
        var groups = Groups(api, out var clock);

        Assert.Equal(("on-call", "Leads", null), (await Handle(groups, "S1"), await Handle(groups, "S2"), await Handle(groups, "S3")));
        await Asked(api, 1);

        groups.Forget("T1");
        await Handle(groups, "S1");
        clock.Advance(TimeSpan.FromMinutes(11));
        await Handle(groups, "S1");
        await Asked(api, 3);
    }

    [Fact]
    public async Task A_workspace_without_groups_is_not_asked_at_every_mention()
    {
        var api = Substitute.For<ISlackApiClient>();
        api.UserGroups.List(includeDisabled: true, cancellationToken: Arg.Any<CancellationToken>()).ThrowsAsync(new SlackApiException("usergroups.list", "missing_scope"));
        var groups = Groups(api, out _);

        Assert.Null(await Handle(groups, "S1"));
        Assert.Null(await Handle(groups, "S1"));
        await Asked(api, 1);
    }

    [Theory]
    [InlineData("timed_out")]
    [InlineData("internal_error")]
    [InlineData("invalid_auth")]
    public async Task What_Slack_cannot_say_now_is_not_remembered_and_whoever_can_wait_hears_of_it(string error)
    {
        var api = Substitute.For<ISlackApiClient>();
        api.UserGroups.List(includeDisabled: true, cancellationToken: Arg.Any<CancellationToken>()).ThrowsAsync(new SlackApiException("usergroups.list", error));
        var groups = Groups(api, out _);

        Assert.Null(await Handle(groups, "S1"));
        await Assert.ThrowsAsync<SlackApiException>(async () => await Handle(groups, "S1", canWait: true));
        await Asked(api, 2);
    }

    [Fact]
    public async Task A_budget_that_is_spent_or_over_asks_nothing()
    {
        using var over = new CancellationTokenSource();
        var (asked, budget) = (0, new LookUpBudget(2, canWait: true, over.Token));
        Task<string> Ask(CancellationToken token) => Task.FromResult($"{++asked}");

        Assert.Equal((LookUpOutcome.Found, "1"), await budget.AskAsync(Ask, Token));
        await over.CancelAsync();
        Assert.Equal((LookUpOutcome.Unknown, null), await budget.AskAsync(Ask, Token));
        Assert.Equal((LookUpOutcome.Unknown, null), await new LookUpBudget(0).AskAsync(Ask, Token));
        Assert.Equal(1, asked);
    }

    private static ValueTask<string?> Handle(UserGroups groups, string id, bool canWait = false) =>
        groups.HandleAsync("T1", id, new LookUpBudget(1, canWait), Token);

    private static Task<IReadOnlyList<UserGroup>> Asked(ISlackApiClient api, int times) =>
        api.UserGroups.Received(times).List(includeDisabled: true, cancellationToken: Arg.Any<CancellationToken>());

    private static UserGroups Groups(ISlackApiClient api, out FakeTimeProvider clock)
    {
        var slack = Substitute.For<ISlackClients>();
        slack.For("T1").Returns(api);
        clock = new FakeTimeProvider();
        return new UserGroups(slack, clock);
    }

    private static Person Somebody(string name, bool isDeactivated) => new()
    {
        WorkspaceId = "T1",
        UserId = "U",
        DisplayName = name,
        TimeZone = "UTC",
        Kind = PersonKind.Member,
        IsDeactivated = isDeactivated,
        RefreshedAt = default,
    };
}
