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

        Assert.Equal(("on-call", "Leads", null), (await groups.HandleAsync("T1", "S1", Token), await groups.HandleAsync("T1", "S2", Token), await groups.HandleAsync("T1", "S3", Token)));
        await Asked(api, 1);

        groups.Forget("T1");
        await groups.HandleAsync("T1", "S1", Token);
        clock.Advance(TimeSpan.FromMinutes(11));
        await groups.HandleAsync("T1", "S1", Token);
        await Asked(api, 3);
    }

    [Fact]
    public async Task A_workspace_without_groups_is_not_asked_at_every_mention()
    {
        var api = Substitute.For<ISlackApiClient>();
        api.UserGroups.List(includeDisabled: true, cancellationToken: Arg.Any<CancellationToken>()).ThrowsAsync(new SlackApiException("usergroups.list", "missing_scope"));
        var groups = Groups(api, out _);

        Assert.Null(await groups.HandleAsync("T1", "S1", Token));
        Assert.Null(await groups.HandleAsync("T1", "S1", Token));
        await Asked(api, 1);
    }

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
