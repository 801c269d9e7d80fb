namespace PostmortemBot.Insight;

/// <summary>How often the judgement found what the label says.</summary>
public sealed record Score
{
    public int Hits { get; init; }
    public int FalsePositives { get; init; }
    public int Missed { get; init; }
    public int Passed { get; init; }

    public int Count => Hits + FalsePositives + Missed + Passed;

    public double Precision => Ratio(Hits, Hits + FalsePositives);

    public double Recall => Ratio(Hits, Hits + Missed);

    public double F1 => Hits == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public Score With(bool expected, bool got) => (expected, got) switch
    {
        (true, true) => this with { Hits = Hits + 1 },
        (true, false) => this with { Missed = Missed + 1 },
        (false, true) => this with { FalsePositives = FalsePositives + 1 },
        (false, false) => this with { Passed = Passed + 1 },
    };

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
