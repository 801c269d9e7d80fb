using System.Text.Json;

namespace PostmortemBot.Insight;

/// <summary>`PostmortemBot insight DIR [--misses]`: runs the bot's own judgement of texts over labelled files. It needs no settings and no database.</summary>
public static class MeasureInsight
{
    private const int WrongUse = 2;
    private const string Usage = "insight takes a directory with labelled files, and --misses to list where the judgement differs: insight DIR [--misses]";

    private sealed record Miss(string Id, string Expected, string Got, string Text, string Rules);

    private sealed record Measured(LabelledFile File, Score Score, IReadOnlyList<Miss> Misses, IReadOnlyList<string> Malformed);

    private sealed record Example(string Id, string Text, string? Question, bool IsPositive);

    /// <returns>0; 1 when a line could not be read; 2 when there is nothing to measure.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var misses = arguments.Contains("--misses");
        if (arguments.Where(argument => argument != "--misses").ToList() is not [var directory] || directory.StartsWith('-'))
            return Refuse(errors, Usage);
        if (!Directory.Exists(directory))
            return Refuse(errors, $"insight: there is no directory '{directory}'");

        var names = Directory.EnumerateFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        var known = LabelledFile.Known.Where(file => names.Contains(file.FileName)).ToList();
        var others = names.Except(LabelledFile.Known.Select(file => file.FileName)).ToList();
        if (known.Count == 0)
            return Refuse(errors, $"insight: '{directory}' holds none of the files it knows: {string.Join(", ", LabelledFile.Known.Select(file => file.FileName))}");

        var measured = known.Select(file => Measure(file, Path.Combine(directory, file.FileName))).ToList();
        Table(measured, output);
        if (others.Count > 0)
            output.WriteLine($"\nPassed over: {string.Join(", ", others)}");
        if (misses)
            measured.ForEach(one => Misses(one, output));
        foreach (var line in measured.SelectMany(one => one.Malformed))
            errors.WriteLine($"insight: {line}");
        return measured.Exists(one => one.Malformed.Count > 0) ? 1 : 0;
    }

    private static int Refuse(TextWriter errors, string why)
    {
        errors.WriteLine(why);
        return WrongUse;
    }

    private static Measured Measure(LabelledFile file, string path)
    {
        var (score, misses, malformed, number) = (new Score(), new List<Miss>(), new List<string>(), 0);
        foreach (var raw in File.ReadLines(path))
        {
            number++;
            // The broken bar keeps made-up secrets from looking like live ones.
            var line = raw.Replace("¦", "", StringComparison.Ordinal);
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Read(file, line, out var example) is { } problem)
            {
                malformed.Add($"{path}:{number}: {problem}");
                continue;
            }

            var judgement = file.Judge(example!.Text, example.Question);
            score = score.With(example.IsPositive, judgement.IsFound);
            if (judgement.IsFound != example.IsPositive)
            {
                misses.Add(new Miss(
                    example.Id,
                    example.IsPositive ? file.Positive : file.Negative,
                    judgement.IsFound ? file.Positive : file.Negative,
                    example.Question is null ? example.Text : $"{example.Question} {example.Text}",
                    judgement.Fired.Count == 0 ? "no rule" : string.Join(", ", judgement.Fired.Select(rule => $"{rule.Name} {rule.Weight:+0.0;-0.0}"))));
            }
        }

        return new Measured(file, score, misses, malformed);
    }

    private static string? Read(LabelledFile file, string line, out Example? example)
    {
        example = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } row)
                return "this is not a JSON object";
            if (Text(row, "id") is not { } id)
                return "the key 'id' is missing";
            if (Text(row, file.Text) is not { } text)
                return $"the key '{file.Text}' is missing";
            var label = Text(row, "label");
            if (label != file.Positive && label != file.Negative)
                return $"the label is neither '{file.Positive}' nor '{file.Negative}'";
            example = new Example(id, text, file.Question is null ? null : Text(row, file.Question), label == file.Positive);
            return null;
        }
        catch (JsonException wrong)
        {
            return $"this is not JSON, from character {wrong.BytePositionInLine + 1} on";
        }
    }

    private static string? Text(JsonElement row, string key) =>
        row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Table(IReadOnlyList<Measured> measured, TextWriter output)
    {
        var width = Math.Max(6, measured.Max(one => one.File.Name.Length));
        output.WriteLine($"{"file".PadRight(width)}  precision  recall     F1     n  false positives");
        foreach (var (file, score, _, _) in measured)
            output.WriteLine($"{file.Name.PadRight(width)}  {score.Precision,9:0.000}  {score.Recall,6:0.000}  {score.F1,5:0.000}  {score.Count,4}  {score.FalsePositives,15}");
    }

    private static void Misses(Measured measured, TextWriter output)
    {
        foreach (var miss in measured.Misses)
        {
            output.WriteLine();
            output.WriteLine($"{miss.Id}: expected {miss.Expected}, got {miss.Got}");
            output.WriteLine($"  {miss.Text.ReplaceLineEndings(" ")}");
            output.WriteLine($"  {miss.Rules}");
        }
    }
}
