using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>How statements about the fishbone end, once their part <c>changed</c> has changed something; each reads @Act beside what <see cref="Afterwards"/> reads.</summary>
internal static class Trails
{
    /// <summary>After a change of a brainstorm or its vote.</summary>
    public static readonly string Brainstorm = After("changed", "brainstorm_id", (DrawBrainstormJob.Name, "brainstorm_id"));

    /// <summary>After the end of a brainstorm or of its vote, which the card shows as well.</summary>
    public static readonly string Ended = After("changed", "brainstorm_id", (DrawBrainstormJob.Name, "brainstorm_id"), (CardJobs.Refresh, "postmortem_id"));

    /// <summary>After a change of a note; it answers whether the note could be changed, not whether it was.</summary>
    public static readonly string Note = After("changeable", "note_id", (CardJobs.Refresh, "postmortem_id"));

    private static string After(string counted, string subject, params (string Job, string Subject)[] jobs) => $"""
        {Afterwards.Audited("changed", "@Act", subject)},
        follow_up as (
            {Afterwards.Asks("changed", jobs)})
        select count(*)::integer
        from {counted}
        """;
}
