namespace PostmortemBot.Language;

/// <summary>One piece of evidence: what it looks for, how much it weighs, and the reason in words that people can be shown.</summary>
public sealed record Rule
{
    public required string Name { get; init; }

    /// <summary>Above zero speaks for what the book looks for, below zero against it.</summary>
    public required double Weight { get; init; }

    /// <summary>Which advice fits, when this rule decides.</summary>
    public required string Kind { get; init; }
    public required string Reason { get; init; }

    /// <summary>Any of these is enough.</summary>
    public required IReadOnlyList<Sign> Signs { get; init; }

    /// <summary>Rules that, having fired, silence this one.</summary>
    public required IReadOnlyList<string> Unless { get; init; }
}

/// <summary>Conditions of one clause, or of the whole text, and perhaps a row of words in it.</summary>
public sealed class Sign
{
    private readonly bool _wholeText;
    private readonly Pattern? _pattern;
    private readonly List<Func<Reading, Clause?, bool>> _conditions = [];

    /// <param name="line">"clause Person|Group Past !Negated verb@humanact / words to find"</param>
    public Sign(string line, Lexicon lexicon)
    {
        var cut = line.IndexOf(" / ", StringComparison.Ordinal);
        var parts = (cut < 0 ? line : line[..cut]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _wholeText = parts[0] switch { "text" => true, "clause" => false, _ => throw new FormatException($"A sign begins with 'text' or 'clause': {line}") };
        _pattern = cut < 0 ? null : new Pattern(line[(cut + 3)..], lexicon);
        foreach (var part in parts.Skip(1))
            _conditions.Add(Condition(part, lexicon));
    }

    public bool Shows(Reading reading)
    {
        if (_wholeText)
            return Fits(reading, null) && (_pattern is null || _pattern.Occurs(reading.Tokens, 0, reading.Tokens.Count));
        foreach (var clause in reading.Clauses)
        {
            if (Fits(reading, clause) && (_pattern is null || _pattern.Occurs(reading.Tokens, clause.Start, clause.End)))
                return true;
        }

        return false;
    }

    private bool Fits(Reading reading, Clause? clause)
    {
        foreach (var condition in _conditions)
        {
            if (!condition(reading, clause))
                return false;
        }

        return true;
    }

    private static Func<Reading, Clause?, bool> Condition(string part, Lexicon lexicon)
    {
        if (part[0] == '!')
        {
            var positive = Condition(part[1..], lexicon);
            return (reading, clause) => !positive(reading, clause);
        }

        if (part.IndexOfAny(['<', '>']) is > 0 and var sign)
        {
            var (limit, below) = (double.Parse(part[(sign + 1)..]), part[sign] == '<');
            Func<Reading, double> figure = part[..sign] switch
            {
                "words" => reading => reading.Words,
                "overlap" => reading => reading.Overlap,
                "clauses" => reading => reading.Clauses.Count,
                var unknown => throw new FormatException($"There is no figure '{unknown}'."),
            };
            return (reading, _) => below ? figure(reading) < limit : figure(reading) > limit;
        }

        if (part.StartsWith("some:", StringComparison.Ordinal))
        {
            var somewhere = Enum.Parse<Facts>(part[5..]);
            return (reading, _) => reading.Clauses.Any(clause => clause.IsAny(somewhere));
        }

        if (part.StartsWith("verb", StringComparison.Ordinal))
            return About(part[4..], (_, clause) => clause?.Verb, lexicon);
        if (part.StartsWith("subject", StringComparison.Ordinal))
            return About(part[7..], (_, clause) => clause?.Subject, lexicon);
        if (part.StartsWith("object", StringComparison.Ordinal))
            return About(part[6..], (reading, _) => reading.Object, lexicon);

        var facts = part.Split('|').Aggregate(Facts.None, (all, name) => all | Enum.Parse<Facts>(name));
        return (_, clause) => clause is not null && clause.IsAny(facts);
    }

    private static Func<Reading, Clause?, bool> About(string words, Func<Reading, Clause?, Token?> token, Lexicon lexicon)
    {
        if (words[0] == '@')
        {
            var classes = lexicon.Classes(words[1..]);
            return (reading, clause) => token(reading, clause)?.In(classes) == true;
        }

        var choices = words[1..].Split('|').Select(word => word.Replace('_', ' ')).ToArray();
        return (reading, clause) => token(reading, clause) is { } found && choices.Any(found.Is);
    }
}
