using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Whose items one may work on: those of every postmortem one may read, published ones too, cancelled ones not.</summary>
public sealed class ActionItemAccess(ActionItemStore store, PostmortemAccess access)
{
    public static readonly Problem NotFound = new("There is no such action item, or it belongs to a private channel you are not in.", "title");

    /// <summary>Why a form was not stored. It stays open, with what was typed.</summary>
    public static string Kept(Problem? refused) => $"{(refused ?? NotFound).Text} What you wrote is still here, to be copied.";

    /// <summary>Of those items the ones this reader may work on.</summary>
    public async Task<IReadOnlyList<ActionItem>> FindManyAsync(Reader reader, IReadOnlyCollection<Guid> actionItemIds, CancellationToken cancellationToken)
    {
        var found = new List<ActionItem>();
        foreach (var id in actionItemIds)
        {
            if (!(await FindAsync(reader, id, standingIn: null, cancellationToken)).Failed(out _, out var item))
                found.Add(item);
        }

        return found;
    }

    public async Task<Result<ActionItem>> FindAsync(Reader reader, Guid actionItemId, string? standingIn, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(reader.WorkspaceId, actionItemId, cancellationToken) is not { } item)
            return NotFound;
        var result = await access.ForReadingAsync(reader, item.PostmortemId, standingIn, cancellationToken);
        if (result.Failed(out _, out var postmortem))
            return NotFound;
        return WhyClosed(postmortem) is { } closed ? closed : item;
    }

    public static Problem? WhyClosed(Postmortem postmortem) => postmortem.Status == PostmortemStatus.Cancelled
        ? new Problem($"{postmortem.Key} was cancelled, so its action items are no longer worked on. They stay stored. Start another postmortem with `/postmortem new`.", "title")
        : null;
}
