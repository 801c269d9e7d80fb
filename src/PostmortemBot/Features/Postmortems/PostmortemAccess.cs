using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems;

/// <summary>The door every act goes through: may this person read it, and may it still change?</summary>
public sealed class PostmortemAccess(PostmortemStore store, People people, Channels channels)
{
    /// <summary>
    /// The same words whether it does not exist or may not be seen, so that guessing an id tells nothing.
    /// </summary>
    public static readonly Problem NotFound = new("There is no such postmortem, or it belongs to a private channel you are not in.");

    public static readonly Problem NothingHere =
        new("There is no postmortem in this channel yet. `/postmortem` starts one; `/postmortem list` shows the others you can read.");

    /// <param name="reader">Who asks.</param>
    /// <param name="postmortemId">What they ask for.</param>
    /// <param name="standingIn">The channel Slack says they act from, when there is one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Postmortem>> ForReadingAsync(Reader reader, Guid postmortemId, string? standingIn, CancellationToken cancellationToken)
    {
        // The rule looks at the person's row; somebody new has none yet.
        await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        if (await store.FindAsync(reader, postmortemId, cancellationToken) is { } found)
            return found;

        if (standingIn is null)
            return NotFound;
        var here = await store.GetAsync(reader.WorkspaceId, postmortemId, cancellationToken);
        if (here is null || here.ChannelId != standingIn)
            return NotFound;

        await channels.SeenInsideAsync(reader.WorkspaceId, standingIn, reader.UserId, cancellationToken);
        return here;
    }

    /// <summary>The one that is worked on in a channel. Whoever acts from there stands in it, whatever was known of its members.</summary>
    public async Task<Result<Postmortem>> HereForReadingAsync(Reader reader, string channelId, CancellationToken cancellationToken)
    {
        if (await store.InChannelAsync(reader.WorkspaceId, channelId, cancellationToken) is not { } here)
            return NothingHere;

        await channels.SeenInsideAsync(reader.WorkspaceId, channelId, reader.UserId, cancellationToken);
        return here;
    }

    /// <inheritdoc cref="HereForReadingAsync"/>
    public async Task<Result<Postmortem>> HereForChangingAsync(Reader reader, string channelId, CancellationToken cancellationToken) =>
        StillOpen(await HereForReadingAsync(reader, channelId, cancellationToken));

    /// <inheritdoc cref="ForReadingAsync"/>
    public async Task<Result<Postmortem>> ForChangingAsync(Reader reader, Guid postmortemId, string? standingIn, CancellationToken cancellationToken) =>
        StillOpen(await ForReadingAsync(reader, postmortemId, standingIn, cancellationToken));

    private static Result<Postmortem> StillOpen(Result<Postmortem> result)
    {
        if (result.Failed(out _, out var postmortem))
            return result;
        return postmortem.WhyNotEditable() is { } problem ? problem : postmortem;
    }
}
