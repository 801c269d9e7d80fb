using System.Collections.Concurrent;

namespace PostmortemBot.Sandbox.Page;

/// <summary>How far each person has read in each channel. Kept in memory: it matters to the eye only.</summary>
public sealed class ReadMarks
{
    private readonly ConcurrentDictionary<(string User, string Channel), string> marks = new();

    public void Read(string user, string channel, string ts) => marks[(user, channel)] = ts;

    public bool IsUnread(string user, string channel, string? latest) =>
        latest is not null && string.CompareOrdinal(latest, marks.GetValueOrDefault((user, channel)) ?? "") > 0;
}
