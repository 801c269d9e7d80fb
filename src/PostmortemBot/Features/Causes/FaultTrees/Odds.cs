using System.Globalization;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>Probabilities as people say them: "about 1 in 40".</summary>
public static class Odds
{
    // Below this "1 in …" is shorter than tenths, and more exact.
    private const double Tenths = 0.2;
    private const double AlmostNever = 1e-9;

    public static string Words(double chance) => chance switch
    {
        <= 0 => "never",
        >= 1 => "certain",
        < AlmostNever => "less than 1 in a billion",
        >= 0.95 => "almost certain",
        >= Tenths => $"about {Math.Round(chance * 10).ToString("N0", CultureInfo.InvariantCulture)} in 10",
        _ => $"about 1 in {TwoDigits(1 / chance).ToString("N0", CultureInfo.InvariantCulture)}",
    };

    /// <summary>A share of a whole: "9 in 10", "1 in 40".</summary>
    public static string Share(double share) => share switch
    {
        <= 0 => "none",
        >= 0.995 => "all",
        _ => Words(Math.Min(share, 0.9499)).Replace("about ", "", StringComparison.Ordinal),
    };

    private static double TwoDigits(double number)
    {
        var size = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(number)) - 1));
        return Math.Round(number / size) * size;
    }
}
