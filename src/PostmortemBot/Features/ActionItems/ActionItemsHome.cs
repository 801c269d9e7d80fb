using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>What a person owns, on their Home tab: overdue first, and lately closed ones with a way back.</summary>
public sealed class ActionItemsHome(ActionItemStore store, People people, TimeProvider clock) : IHomeSection
{
    private const int MostOpen = 11;
    private const int MostClosed = 2;
    private static readonly TimeSpan ClosedFor = TimeSpan.FromHours(24);

    public int Order => 10;

    public async Task<IReadOnlyList<Block>> BlocksAsync(Reader reader, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var items = await store.OwnedByAsync(reader, now - ClosedFor, cancellationToken);
        if (items.Count == 0)
            return [];
        var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        return Blocks(items, Zones.Today(person.Zone, now));
    }

    public static IReadOnlyList<Block> Blocks(IReadOnlyList<ActionItem> items, DateOnly today)
    {
        var open = items.Where(item => item.IsOpen).ToList();
        var blocks = new List<Block> { new HeaderBlock { Text = "Your action items" } };
        if (open.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("Nothing is open. Thank you.") });
        foreach (var item in open.Take(MostOpen))
        {
            var late = item.DueOn < today ? ":alarm_clock: " : "";
            blocks.Add(new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{late}{DueDays.Words(item.DueOn, today)} · {item.Priority} · {ItemWords.Source(item)}") });
            blocks.Add(new ActionsBlock { Elements = [ItemWords.DoneButton(item), ItemWords.WontDoButton(item), ItemWords.EditButton(item)] });
        }

        if (open.Count > MostOpen)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"And {open.Count - MostOpen} more, due later. `/postmortem actions` in a channel lists its items.")] });
        foreach (var item in items.Where(item => !item.IsOpen).OrderByDescending(item => item.StateChangedAt).Take(MostClosed))
        {
            blocks.Add(new SectionBlock
            {
                Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Closing(item)}"),
                Accessory = ItemWords.ReopenButton(item),
            });
        }

        return blocks;
    }
}
