using System.Text.Json;

namespace PostmortemBot.Slack;

/// <summary>Calls methods with the token of one workspace: an expired one is renewed and the call repeated once, a dead one is reported.</summary>
internal sealed class WorkspaceCalls(SlackHttp http, ISlackTokens tokens, string workspaceId)
{
    public SlackHttp Http => http;

    public Task<T> Call<T>(SlackMethod method, object arguments, CancellationToken cancellationToken) =>
        Post<T>(method, channel: null, arguments, cancellationToken);

    /// <summary>Posts in a channel, which has a pace of its own.</summary>
    public Task<T> Post<T>(SlackMethod method, string? channel, object arguments, CancellationToken cancellationToken) =>
        With(token => http.Call<T>(method, new SlackCaller(workspaceId, channel), token.Value, For(token, method, arguments), cancellationToken), cancellationToken);

    public Task Do(SlackMethod method, object arguments, CancellationToken cancellationToken) =>
        With(token => http.Call(method, new SlackCaller(workspaceId), token.Value, For(token, method, arguments), cancellationToken), cancellationToken);

    private async Task<T> With<T>(Func<SlackToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var token = await tokens.BotToken(workspaceId, cancellationToken);
        try
        {
            return await Try(call, token, cancellationToken);
        }
        catch (SlackApiException expired) when (expired.Error is "token_expired")
        {
            if (await tokens.Renew(workspaceId, token, cancellationToken) is not { } fresh) throw;
            return await Try(call, fresh, cancellationToken);
        }
    }

    private async Task<T> Try<T>(Func<SlackToken, Task<T>> call, SlackToken token, CancellationToken cancellationToken)
    {
        try
        {
            return await call(token);
        }
        catch (SlackApiException dead) when (dead.IsTokenDead)
        {
            await tokens.Died(workspaceId, token, dead, cancellationToken);
            throw;
        }
    }

    /// <summary>With an organisation's token Slack asks some methods which workspace is meant. <see href="https://docs.slack.dev/enterprise/developing-for-enterprise-orgs"/></summary>
    private object For(SlackToken token, SlackMethod method, object arguments)
    {
        if (!token.IsOrgWide || !method.TakesTeam) return arguments;
        if (arguments is SlackArguments form) return new SlackArguments(form) { [method.TeamArgument] = workspaceId };

        var json = JsonSerializer.SerializeToNode(arguments, arguments.GetType(), SlackJson.Options)!.AsObject();
        json[method.TeamArgument] = workspaceId;
        return json;
    }
}
