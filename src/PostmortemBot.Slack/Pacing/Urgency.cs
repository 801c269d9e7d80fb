namespace PostmortemBot.Slack;

/// <summary>
/// Whether the work at hand answers a request that Slack waits three seconds for. Its calls go at once and only count:
/// what they would wait for has no worth once the person has been told that the app did not respond.
/// </summary>
internal static class Urgency
{
    private static readonly AsyncLocal<bool> Flag = new();

    public static bool IsNow => Flag.Value;

    /// <summary>From here to the end of the calling async method, and in all it calls.</summary>
    public static void Begin() => Flag.Value = true;
}
