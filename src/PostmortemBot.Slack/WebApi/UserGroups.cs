namespace PostmortemBot.Slack.WebApi;

/// <summary>Groups that are mentioned together, such as <c>@oncall</c>; on paid plans.</summary>
public interface IUserGroupsApi
{
    /// <summary>The workspace's groups; not paged.</summary>
    /// <param name="includeUsers">Whether their members are told too.</param>
    /// <param name="includeDisabled">Whether groups no longer in use are in it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>plan_upgrade_required</c> on plans without groups.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/usergroups.list"/>
    Task<IReadOnlyList<UserGroup>> List(bool includeUsers = false, bool includeDisabled = false, CancellationToken cancellationToken = default);
}

/// <summary>Who is in a group.</summary>
public interface IUserGroupUsersApi
{
    /// <summary>The ids of the members; not paged.</summary>
    /// <exception cref="SlackApiException"><c>no_such_subteam</c>, <c>plan_upgrade_required</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/usergroups.users.list"/>
    Task<IReadOnlyList<string>> List(string userGroupId, bool includeDisabled = false, CancellationToken cancellationToken = default);
}

/// <summary>People who are mentioned together.</summary>
/// <seealso href="https://docs.slack.dev/reference/objects/usergroup-object"/>
public sealed record UserGroup
{
    /// <summary>The id, which begins with S.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>The name people read.</summary>
    public string Name { get => field; init => field = value ?? ""; } = "";

    /// <summary>What is typed after the <c>@</c>.</summary>
    public string Handle { get => field; init => field = value ?? ""; } = "";

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>When it was taken out of use, in Unix seconds; 0 while it is in use.</summary>
    public long DateDelete { get; init; }

    /// <summary>The ids of its members; only where asked for.</summary>
    public IReadOnlyList<string> Users { get => field; init => field = value ?? []; } = [];
}

internal sealed class UserGroupsApi(WorkspaceCalls calls) : IUserGroupsApi
{
    public async Task<IReadOnlyList<UserGroup>> List(bool includeUsers = false, bool includeDisabled = false, CancellationToken cancellationToken = default)
    {
        var arguments = new SlackArguments
        {
            ["include_users"] = includeUsers ? "true" : null,
            ["include_disabled"] = includeDisabled ? "true" : null,
        };
        return (await calls.Call<GroupsAnswer>(SlackMethod.UserGroupsList, arguments, cancellationToken)).Usergroups ?? [];
    }

    private sealed record GroupsAnswer(IReadOnlyList<UserGroup>? Usergroups);
}

internal sealed class UserGroupUsersApi(WorkspaceCalls calls) : IUserGroupUsersApi
{
    public async Task<IReadOnlyList<string>> List(string userGroupId, bool includeDisabled = false, CancellationToken cancellationToken = default)
    {
        var arguments = new SlackArguments
        {
            ["usergroup"] = userGroupId,
            ["include_disabled"] = includeDisabled ? "true" : null,
        };
        return (await calls.Call<UsersAnswer>(SlackMethod.UserGroupUsersList, arguments, cancellationToken)).Users ?? [];
    }

    private sealed record UsersAnswer(IReadOnlyList<string>? Users);
}
