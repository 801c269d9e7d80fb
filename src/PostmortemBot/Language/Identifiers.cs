namespace PostmortemBot.Language;

/// <summary>Names that machines gave, or that were given to machines: tickets, paths, variables, hosts.</summary>
internal static class Identifiers
{
    public static bool IsTicket(string word)
    {
        var dash = word.IndexOf('-', StringComparison.Ordinal);
        return dash > 1 && dash < word.Length - 1 && word[..dash].All(char.IsAsciiLetterUpper) && word[(dash + 1)..].All(char.IsAsciiDigit);
    }

    public static bool IsCode(string word)
    {
        var (digits, letters, upperInside, hyphens) = (0, 0, false, 0);
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] is '_' or '=' or '(')
                return true;
            if (word[i] is '.' && i > 0 && i + 2 < word.Length && char.IsLetter(word[i + 1]) && char.IsLetter(word[i - 1]))
                return true;
            if (word[i] is '-' && ++hyphens > 0 && i == 0)
                return true;
            digits += char.IsDigit(word[i]) ? 1 : 0;
            letters += char.IsLetter(word[i]) ? 1 : 0;
            upperInside |= i > 0 && char.IsUpper(word[i]) && char.IsLower(word[i - 1]);
        }

        return word[0] == '/' || upperInside || (digits > 0 && letters > 0 && !char.IsDigit(word[0]));
    }
}
