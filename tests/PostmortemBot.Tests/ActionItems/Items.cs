using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>Valid items, of which a test states only what matters to it.</summary>
internal static class Items
{
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public static ActionItem Item(int number = 7, string? owner = "U1", int? dueIn = 3) => new()
    {
        WorkspaceId = "T1",
        ActionItemId = Guid.CreateVersion7(Now.AddSeconds(number)),
        Number = number,
        Title = $"Alert when queue {number} grows",
        Details = "",
        OwnerId = owner,
        AcceptedAt = owner is null ? null : Now,
        DueOn = dueIn is { } days ? Today.AddDays(days) : null,
        Type = "detect",
        Priority = "P1",
        State = ActionState.Open,
        CreatedBy = "U2",
        CreatedAt = Now,
        ContentChangedAt = Now,
        PostmortemId = Guid.CreateVersion7(Now),
        PostmortemNumber = 3,
        PostmortemTitle = "Checkout was down",
        PostmortemStatus = PostmortemStatus.Draft,
        ChannelId = "C1",
    };

    public static ActionItem Closed(this ActionItem item, string state, string? reason = null) =>
        item with { State = state, StateReason = reason, StateChangedBy = "U2", StateChangedAt = Now };

    public static ActionItemDraft Draft() => new()
    {
        Title = "Alert when the queue grows",
        Details = "",
        OwnerId = "U1",
        DueOn = Today.AddDays(14),
        Type = "detect",
        Priority = "P2",
    };

    public static Settings Settings(params int[] workingDays) =>
        new() { WorkspaceId = "T1", WorkingDays = workingDays.Length == 0 ? [1, 2, 3, 4, 5] : workingDays };
}
