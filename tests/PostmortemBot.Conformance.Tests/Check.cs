namespace PostmortemBot.Conformance.Tests;

/// <summary>One line of what the Node project reports, and below a failed one the reason.</summary>
internal sealed record Check(string Name, bool Passed, string Reason)
{
    private const string Failed = "not ok ";
    private const string Held = "ok ";

    public static IReadOnlyList<Check> Read(string output)
    {
        List<Check> checks = [];
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(Held, StringComparison.Ordinal))
                checks.Add(new Check(NameIn(line[Held.Length..]), Passed: true, ""));
            else if (line.StartsWith(Failed, StringComparison.Ordinal))
                checks.Add(new Check(NameIn(line[Failed.Length..]), Passed: false, ""));
            else if (line.StartsWith(' ') && checks is [.., { Passed: false } last])
                checks[^1] = last with { Reason = $"{last.Reason}{line.Trim()}\n" };
        }

        return checks;
    }

    private static string NameIn(string numbered) => numbered[(numbered.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd();
}
