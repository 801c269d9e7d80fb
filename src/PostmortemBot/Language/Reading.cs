namespace PostmortemBot.Language;

/// <summary>A text as read: its tokens, its clauses, and how much of it was in the question already.</summary>
public sealed class Reading
{
    private Reading(IReadOnlyList<Token> tokens, IReadOnlyList<Clause> clauses, double overlap, int words, bool isEnglish) =>
        (Tokens, Clauses, Overlap, Words, IsEnglish, Object) = (tokens, clauses, overlap, words, isEnglish, FirstObject(tokens));

    public IReadOnlyList<Token> Tokens { get; }

    public IReadOnlyList<Clause> Clauses { get; }

    /// <summary>The share of its words with a meaning of their own that the question had already; 0 without a question.</summary>
    public double Overlap { get; }

    public int Words { get; }

    /// <summary>Of a text that begins with a verb: the noun that the verb changes, "alert" of "Add an alert for the queue".</summary>
    public Token? Object { get; }

    /// <summary>Whether there is enough here that the word lists can judge.</summary>
    public bool IsEnglish { get; }

    public static Reading Of(string text, string? question = null)
    {
        var lexicon = Lexicon.English;
        var tokens = Tokenizer.Read(text, lexicon);
        var words = tokens.Count(token => token.Kind != TokenKind.Mark);
        return new Reading(tokens, new Clauses(tokens, lexicon).Read(), Shared(tokens, question, lexicon), words, Judgeable(tokens, lexicon));
    }

    private static Token? FirstObject(IReadOnlyList<Token> tokens)
    {
        var lexicon = Lexicon.English;
        var ends = lexicon.Classes("preposition|because");
        var small = lexicon.Classes("determiner|negation");
        Token? head = null;
        for (var i = 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            // "the attention paid to exports": what was done to the object comes after it.
            var participle = head is not null && (token.Verb & VerbForms.Participle) != 0 && i + 1 < tokens.Count && tokens[i + 1].In(ends);
            if (participle || token.Kind == TokenKind.Mark || token.Lower is "and" or "or" or "to" or "then" || token.In(ends) || (head is not null && token.In(small)))
                break;
            if (!token.In(small) && token.Lower is not ("'s" or "out" or "up" or "off" or "down" or "back"))
                head = token;
        }

        return head;
    }

    private static double Shared(IReadOnlyList<Token> tokens, string? question, Lexicon lexicon)
    {
        if (question is null)
            return 0;
        var asked = Meaningful(Tokenizer.Read(question, lexicon), lexicon).ToHashSet(StringComparer.Ordinal);
        var said = Meaningful(tokens, lexicon).ToHashSet(StringComparer.Ordinal);
        return said.Count == 0 ? 0 : (double)said.Count(asked.Contains) / said.Count;
    }

    private static IEnumerable<string> Meaningful(IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        var empty = lexicon.Classes("because|preposition|determiner|negation|modalword|singlepronoun|we|they");
        return tokens
            .Where(token => token.Kind != TokenKind.Mark && !token.In(empty))
            .Where(token => token.Lemma is not ("be" or "have" or "do" or "there" or "it" or "what" or "why" or "how" or "'s" or "get" or "happen"))
            .Select(token => token.Lemma.Replace(" ", "", StringComparison.Ordinal));
    }

    private static bool Judgeable(IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        var words = tokens.Where(token => token.IsWord).ToList();
        if (words.Count == 0)
            return false;
        var latin = words.Count(token => token.Lower.All(letter => letter is '\'' or ' ' || char.IsAsciiLetter(letter)));
        if (latin * 4 < words.Count * 3)
            return false;
        if (words.Count < 4)
            return true;
        var small = lexicon.Classes("because|preposition|determiner|negation|modalword|singlepronoun|we|they|nobody");
        var english = words.Count(token => token.In(small) || token.Lemma is "be" or "have" or "do" or "it" or "there" || token.Classes != 0 || token.Verb != VerbForms.None);
        return english * 5 >= words.Count * 2;
    }
}
