namespace PostmortemBot.Language;

/// <summary>Cuts a text into clauses, one for each finite verb, and says of each what its subject is and how its verb stands.</summary>
public sealed class Clauses(IReadOnlyList<Token> tokens, Lexicon lexicon)
{
    private readonly ulong _connective = lexicon.Classes("because");
    private readonly ulong _determiner = lexicon.Classes("determiner");
    private readonly ulong _preposition = lexicon.Classes("preposition");
    private readonly ulong _person = lexicon.Classes("person");
    private readonly ulong _single = lexicon.Classes("singlepronoun");
    private readonly ulong _group = lexicon.Classes("group");
    private readonly ulong _we = lexicon.Classes("we");
    private readonly ulong _they = lexicon.Classes("they");
    private readonly ulong _nobody = lexicon.Classes("nobody");
    private readonly ulong _nothing = lexicon.Classes("nothing");
    private readonly ulong _external = lexicon.Classes("external");
    private readonly ulong _name = lexicon.Classes("givenname");
    private readonly ulong _known = lexicon.Classes("system|safeguard|external|slogan|because|determiner|preposition|negation");
    private readonly ulong _humanAct = lexicon.Classes("humanact");

    public IReadOnlyList<Clause> Read()
    {
        var clauses = new List<Clause>();
        var groups = new VerbGroups(tokens, lexicon);
        for (var start = 0; start < tokens.Count;)
        {
            var end = start;
            while (end < tokens.Count && !EndsSentence(tokens[end]))
                end++;
            if (end > start)
                Sentence(clauses, groups.Find(start, end), start, end);
            start = end + 1;
        }

        if (clauses.Count > 0)
            clauses[0] = clauses[0] with { Facts = clauses[0].Facts | Facts.First };
        return clauses;
    }

    private static bool EndsSentence(Token token) => token is { Kind: TokenKind.Mark, Text: "." or "!" or "?" or ";" or ":" };

    private void Sentence(List<Clause> clauses, List<VerbGroup> verbs, int start, int end)
    {
        if (verbs.Count == 0)
        {
            clauses.Add(new Clause { Start = start, End = end, AfterVerb = start, Facts = Facts.Verbless | Facts.NoSubject });
            return;
        }

        (Token? Head, Facts Facts) pending = (null, Facts.None), last = (null, Facts.None);
        var from = start;
        for (var i = 0; i < verbs.Count; i++)
        {
            var verb = verbs[i];
            var to = i + 1 < verbs.Count ? Boundary(verb.End, verbs[i + 1].Start) : end;
            var region = SubjectRegion(from, verb.Start, out var relative, out var because, out var before);
            var subject = region.Length > 0 ? Subject(region.Start, region.End, verb) : relative && before is not null ? (before, Kind(before, verb)) : default;
            if (subject.Item1 is null)
                subject = relative ? last : pending.Head is not null ? pending : last;
            if (subject.Item1 is null)
                subject = (null, Facts.NoSubject);
            if (relative && before is not null && i == 0)
                pending = Subject(start, before is null ? start : IndexBefore(from, verb.Start), verb);
            var facts = verb.Facts | subject.Item2;
            if (relative)
                facts |= Facts.Relative;
            if (because)
                facts |= Facts.Because;
            if (verb.End < to && (tokens[verb.End].In(_determiner) || (tokens[verb.End].Kind != TokenKind.Mark && !tokens[verb.End].In(_preposition | _connective))))
                facts |= Facts.HasObject;
            clauses.Add(new Clause { Start = from, End = to, AfterVerb = verb.End, Verb = tokens[verb.Main], Subject = subject.Item1, Facts = facts });
            if (!relative)
                last = (subject.Item1, subject.Item2 & ~Facts.NoSubject);
            from = to;
        }
    }

    private int IndexBefore(int from, int verb)
    {
        for (var i = from; i < verb; i++)
        {
            if (tokens[i].Lower is "which" or "who" or "that" && i > from)
                return i;
        }

        return from;
    }

    /// <summary>Between two verbs: at the last word that joins clauses, else before the noun phrase of the second.</summary>
    private int Boundary(int from, int to)
    {
        for (var i = to - 1; i >= from; i--)
        {
            if (tokens[i].In(_connective) || tokens[i].Lower is "who" || tokens[i] is { Kind: TokenKind.Mark, Text: "," or "-" or "(" or ")" })
                return i > from && tokens[i - 1] is { Kind: TokenKind.Mark, Text: "," } ? i - 1 : i;
        }

        for (var i = to - 1; i >= from; i--)
        {
            if (tokens[i].In(_determiner) || tokens[i].In(_single | _we | _they | _nobody | _nothing))
                return i;
        }

        return to;
    }

    private (int Start, int End, int Length) SubjectRegion(int from, int verb, out bool relative, out bool because, out Token? antecedent)
    {
        (relative, because, antecedent) = (false, false, null);
        var start = from;
        for (var i = from; i < verb; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Mark)
            {
                if (token.Text is "," or "-" or "(" or ")" && i > from && i + 1 == verb)
                    continue;
                start = i + 1;
                continue;
            }

            if (token.Lower is "because" or "since" or "as")
                because = true;
            var relates = token.Lower is "which" or "who" || (token.Lower == "that" && i + 1 == verb);
            if (relates)
            {
                relative = true;
                antecedent = Noun(i - 1);
                start = i + 1;
            }
            else if (token.In(_connective) && token.Lower is not "or" && !(token.Lower is "and" && i > start))
                start = i + 1;
        }

        return (start, verb, Math.Max(0, verb - start));
    }

    private Token? Noun(int at)
    {
        while (at >= 0 && tokens[at].Kind == TokenKind.Mark)
            at--;
        return at >= 0 ? tokens[at] : null;
    }

    private (Token?, Facts) Subject(int start, int end, VerbGroup verb)
    {
        if (start < end && tokens[start].In(_preposition))
        {
            // "During an incident nobody …": the phrase before the subject is not the subject.
            var at = end - 1;
            while (at > start && !tokens[at].In(_determiner | _single | _we | _they | _nobody | _nothing) && !(tokens[at].In(_name) && tokens[at].IsCapital))
                at--;
            start = at > start ? at : start + 1;
        }

        Token? head = null;
        for (var i = start; i < end; i++)
        {
            var token = tokens[i];
            if (head is not null && (token.In(_preposition) || token.Kind == TokenKind.Mark || token.Lower is "who" or "which" or "that" || (token.Verb & (VerbForms.Participle | VerbForms.Gerund)) != 0 && i + 1 < end && tokens[i + 1].In(_preposition)))
                break;
            if (token.Lower is "'s" or "not" or "never" or "also" or "only" or "still" or "just" or "even" || (token.In(_determiner) && !token.In(_nobody | _nothing) && head is not null))
                continue;
            head = token;
        }

        if (head is null)
            return default;
        // Existential "there" hides the noun behind the verb.
        return head.Lower == "there" ? (head, Facts.There) : (head, Kind(head, verb));
    }

    private Facts Kind(Token head, VerbGroup verb)
    {
        if (head.Kind == TokenKind.Mention || head.In(_single))
            return Facts.Person;
        if (head.In(_nobody))
            return Facts.Nobody;
        if (head.In(_nothing))
            return Facts.Nothing;
        if (head.In(_we))
            return Facts.We;
        if (head.In(_they))
            return Facts.They;
        if (head.In(_name) && head.IsCapital)
            return Facts.Person;
        if (head.Lower is "it" or "this" or "that" or "which")
            return Facts.It;
        if (head.In(_person))
            return Facts.Person;
        if (head.In(_group))
            return Facts.Group;
        if (head.In(_external))
            return Facts.External;
        // A name no list knows, doing what people do: "Thandiwe pressed the button".
        var isName = head.Kind == TokenKind.Word && head.IsCapital && head.Lower == head.Lemma && !head.In(_known) && head.Text.Skip(1).All(char.IsLower);
        return isName && verb.Facts.HasFlag(Facts.Past) && !verb.Facts.HasFlag(Facts.Passive) && tokens[verb.Main].In(_humanAct) ? Facts.Person : Facts.Thing;
    }
}
