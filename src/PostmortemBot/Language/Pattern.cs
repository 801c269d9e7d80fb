namespace PostmortemBot.Language;

/// <summary>
/// A row of words to look for: "no ..2 @safeguard". A word matches its forms, "a|b" either, "@class" a class of words, "!x" anything else,
/// "..3" up to three tokens, "^" the start, "$" the end, "~number", "~code", "~past", "~gerund", "~participle", "~third", "~capital" and "~any" a kind of token.
/// </summary>
public sealed class Pattern
{
    private readonly Step[] _steps;
    private readonly bool _fromStart;
    private readonly bool _toEnd;

    private sealed record Step(int Gap, bool Negated, ulong Classes, string[] Words, string[] Kinds);

    public Pattern(string text, Lexicon lexicon)
    {
        var steps = new List<Step>();
        var gap = 0;
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "^")
                _fromStart = true;
            else if (part == "$")
                _toEnd = true;
            else if (part.StartsWith("..", StringComparison.Ordinal))
                gap += int.Parse(part[2..]);
            else
            {
                var choices = part.TrimStart('!').Split('|').Select(choice => choice.Replace('_', ' ')).ToArray();
                steps.Add(new Step(
                    gap,
                    part[0] == '!',
                    choices.Where(choice => choice[0] == '@').Aggregate(0UL, (bits, choice) => bits | lexicon.Classes(choice[1..])),
                    [.. choices.Where(choice => choice[0] is not ('@' or '~'))],
                    [.. choices.Where(choice => choice[0] == '~')]));
                gap = 0;
            }
        }

        _steps = [.. steps];
    }

    /// <summary>Whether the row occurs; the gaps are short, so the time grows with the length of the text and no faster.</summary>
    public bool Occurs(IReadOnlyList<Token> tokens, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (Matches(tokens, 0, at, end))
                return true;
            if (_fromStart && _steps[0].Gap == 0)
                return false;
            if (_fromStart && at - start >= _steps[0].Gap)
                return false;
        }

        return false;
    }

    private bool Matches(IReadOnlyList<Token> tokens, int step, int at, int end)
    {
        if (step == _steps.Length)
            return !_toEnd || IsEnd(tokens, at, end);
        var gap = step == 0 ? 0 : _steps[step].Gap;
        for (var skipped = 0; skipped <= gap && at + skipped < end; skipped++)
        {
            if (Fits(_steps[step], tokens[at + skipped]) && Matches(tokens, step + 1, at + skipped + 1, end))
                return true;
            // A gap does not reach into the next sentence.
            if (tokens[at + skipped] is { Kind: TokenKind.Mark, Text: "." or ";" or "!" or "?" })
                return false;
        }

        return false;
    }

    /// <summary>A full stop after the last word makes no difference.</summary>
    private static bool IsEnd(IReadOnlyList<Token> tokens, int at, int end)
    {
        while (at < end && tokens[at] is { Kind: TokenKind.Mark, Text: "." or "!" })
            at++;
        return at >= end;
    }

    private static bool Fits(Step step, Token token)
    {
        var fits = token.In(step.Classes) || step.Words.Any(token.Is) || step.Kinds.Any(kind => Is(token, kind));
        return fits != step.Negated;
    }

    private static bool Is(Token token, string kind) => kind switch
    {
        "~number" => token.Kind == TokenKind.Number,
        "~code" => token.Kind == TokenKind.Code,
        "~ticket" => token.Kind == TokenKind.Ticket,
        "~mention" => token.Kind == TokenKind.Mention,
        "~past" => token.Can(VerbForms.Past),
        "~participle" => token.Can(VerbForms.Participle),
        "~third" => token.Can(VerbForms.Third),
        "~gerund" => token.Can(VerbForms.Gerund),
        "~base" => token.Can(VerbForms.Base),
        "~verb" => token.Verb != VerbForms.None,
        "~word" => token.IsWord,
        "~mark" => token.Kind == TokenKind.Mark,
        "~capital" => token.IsWord && token.IsCapital,
        "~any" => true,
        _ => throw new ArgumentException($"A pattern knows no '{kind}'.", nameof(kind)),
    };
}
