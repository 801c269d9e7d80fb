using PostmortemBot.Features.Postmortems;
using System.Globalization;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Says by a button how the causes of an effect go together.</summary>
public sealed class SetGate(CausesStore store, CausesAccess access, ISlackClients slack, TimeProvider clock) : IBlockActionHandler
{
    private const string Prefix = "whys.gate.";

    private static readonly Problem Fewer = new("There are fewer answers than that by now, so it cannot be said of them. Look at the causes again and choose once more.");

    /// <summary>Every choice a button can stand for.</summary>
    public static readonly IReadOnlyList<string> Choices = [Gates.And, Gates.Or, .. Enumerable.Range(2, 8).Select(atLeast => atLeast.ToString(CultureInfo.InvariantCulture))];

    public static string ActionId(string choice) => Prefix + choice;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        var choice = request.Action.ActionId[Prefix.Length..];
        var causes = found.Graph.ReasonsOf(found.Cause.CauseId).Count;
        if (GateChoice.For(causes).All(known => known.Choice != choice) || causes < 2)
            return await slack.TellAsync(request, Fewer, cancellationToken);

        return await store.SetGateAsync(found.Cause, choice, causes, request.UserId, clock.GetUtcNow(), cancellationToken)
            ? Ack.Done
            : await slack.TellAsync(request, CausesAccess.Late, cancellationToken);
    }
}
