namespace PostmortemBot.Language;

/// <summary>A finite verb with its helpers: "was not being followed".</summary>
public sealed record VerbGroup(int Start, int End, int Main, Facts Facts);

/// <summary>Finds the finite verbs of a sentence. English says by order what it does not say by endings, so the neighbours decide.</summary>
public sealed class VerbGroups(IReadOnlyList<Token> tokens, Lexicon lexicon)
{
    private readonly ulong _determiner = lexicon.Classes("determiner");
    private readonly ulong _preposition = lexicon.Classes("preposition");
    private readonly ulong _connective = lexicon.Classes("because");
    private readonly ulong _negation = lexicon.Classes("negation");
    private readonly ulong _modal = lexicon.Classes("modalword");
    private readonly ulong _pronoun = lexicon.Classes("singlepronoun|we|they|nobody|nothing");
    private readonly ulong _acts = lexicon.Classes("humanact");
    private readonly ulong _adjective = lexicon.Classes("adjective");
    private readonly ulong _plainNoun = lexicon.Classes("person|system|safeguard");

    public List<VerbGroup> Find(int start, int end)
    {
        var found = new List<VerbGroup>();
        for (var i = start; i < end; i++)
        {
            if (!tokens[i].IsWord || IsInfinitive(i, start))
                continue;
            var group = Auxiliary(i, end) ?? Single(i, start, end);
            if (group is null)
                continue;
            // "publishes format changes", "mixed up the version numbers": nothing joins a new clause, so it is a noun.
            if (found.Count > 0 && IsObject(found[^1], group))
                continue;
            found.Add(group);
            i = group.End - 1;
        }

        return WithoutParticiples(found);
    }

    private bool IsObject(VerbGroup before, VerbGroup group) =>
        group.End - group.Start == 1 && group.Facts.HasFlag(Facts.Present) && tokens[group.Main].Lemma is not ("be" or "have" or "do") && !tokens[group.Main].In(_modal)
        && !Enumerable.Range(before.End, group.Start - before.End).Any(at => tokens[at].In(_connective | _pronoun) || tokens[at].Kind == TokenKind.Mark || tokens[at].Lower is "what" or "who" or "how" or "it");

    private bool IsInfinitive(int i, int start) => i > start && tokens[i - 1].Lower is "to";

    private static bool IsAdverb(Token token) =>
        token.IsWord && (token.Lower is "not" or "never" or "also" or "only" or "still" or "just" or "always" or "often" or "ever" or "even" or "already" or "then" or "now" or "simply" or "once" or "rarely" or "seldom" or "hardly" or "no longer" or "silently" or "both" or "all" or "yet"
            || (token.Lower.Length > 4 && token.Lower.EndsWith("ly", StringComparison.Ordinal) && token.Verb == VerbForms.None));

    private VerbGroup? Auxiliary(int i, int end)
    {
        var word = tokens[i];
        var modal = word.In(_modal) || word.Lower is "cannot";
        if (!modal && word.Lemma is not ("be" or "have" or "do"))
            return null;
        if (!modal && !word.Can(VerbForms.Third | VerbForms.Past) && word.Lower is not ("have" or "do"))
            return null;

        var facts = modal ? Facts.Modal | (word.Lower is "could" or "would" ? Facts.Past : Facts.Present) : word.Can(VerbForms.Past) ? Facts.Past : Facts.Present;
        if (word.Lower is "cannot")
            facts |= Facts.Negated;
        var (main, at) = (i, i + 1);
        while (at < end)
        {
            var next = tokens[at];
            if (IsAdverb(next))
                facts |= next.In(_negation) ? Facts.Negated : Facts.None;
            else if (!Extends(main, at, end))
                break;
            else
            {
                var helper = tokens[main].Lemma;
                if (helper == "be" && next.Can(VerbForms.Participle) && next.Lemma != "be")
                    facts |= Facts.Passive;
                if (helper == "be" && next.Can(VerbForms.Gerund) && next.Lemma != "be")
                    facts |= Facts.Progressive;
                if (helper == "have")
                    facts |= Facts.Perfect;
                main = at;
            }

            at++;
        }

        if (tokens[main].Lemma == "be")
            facts |= Facts.Copula;
        return new VerbGroup(i, Math.Max(main + 1, TrimAdverbs(at, main)), main, facts);
    }

    private int TrimAdverbs(int at, int main)
    {
        while (at > main + 1 && !tokens[at - 1].In(_negation) && IsAdverb(tokens[at - 1]))
            at--;
        return at;
    }

    private bool Extends(int main, int at, int end)
    {
        var (helper, next) = (tokens[main], tokens[at]);
        if (!next.IsWord)
            return false;
        var nounFollows = at + 1 < end && tokens[at + 1].IsWord && !tokens[at + 1].In(_preposition | _determiner | _connective) && tokens[at + 1].In(_plainNoun);
        return helper.Lemma switch
        {
            "be" => next.Can(VerbForms.Participle) || (next.Can(VerbForms.Gerund) && !nounFollows) || next.Lower is "being",
            "have" => next.Can(VerbForms.Participle),
            "do" => next.Can(VerbForms.Base),
            _ => helper.In(_modal) || helper.Lower is "cannot" ? next.Can(VerbForms.Base) : false,
        };
    }

    private VerbGroup? Single(int i, int start, int end)
    {
        var word = tokens[i];
        if (word.Verb == VerbForms.None)
            return null;
        var (before, negated) = Before(i, start);
        var after = i + 1 < end ? tokens[i + 1] : null;
        if (word.Can(VerbForms.Past) && IsPast(word, before, after))
            return new VerbGroup(i, i + 1, i, Facts.Past | negated);
        if (word.Can(VerbForms.Third) && IsThird(before, after, i, start))
            return new VerbGroup(i, i + 1, i, Facts.Present | negated);
        if (word.Can(VerbForms.Base) && IsBase(before, after))
            return new VerbGroup(i, i + 1, i, Facts.Present | negated);
        return null;
    }

    /// <summary>The word before, past adverbs; whether one of them said no.</summary>
    private (Token? Before, Facts Negated) Before(int i, int start)
    {
        var negated = Facts.None;
        var at = i - 1;
        while (at >= start && IsAdverb(tokens[at]))
        {
            negated |= tokens[at].In(_negation) ? Facts.Negated : Facts.None;
            at--;
        }

        return (at >= start ? tokens[at] : null, negated);
    }

    private bool IsPast(Token word, Token? before, Token? after)
    {
        if (before is null)
            return word.In(_acts) && after is not null && !word.Can(VerbForms.Base);
        if (before.In(_preposition) || before.Lower is "'s" or "its" or "their" or "be" or "been" or "being" || (before.In(_determiner) && before.Lower is not ("this" or "that" or "both" or "all" or "each" or "some")))
            return false;
        // "the same unmanaged switch": between an adjective and a noun stands another adjective.
        if (before.In(_adjective) && !before.In(_plainNoun) && word.Can(VerbForms.Participle) && after?.In(_plainNoun) == true)
            return false;
        // "sessions written by", "the data stored in": a participle without its helper.
        if (word.Can(VerbForms.Participle) && after is { Lower: "by" })
            return false;
        return !word.Can(VerbForms.Participle) || !before.In(_negation) || before.In(_pronoun);
    }

    private bool IsThird(Token? before, Token? after, int i, int start)
    {
        // "Failing over loses orders": the particle belongs to the verb before it.
        var particle = i - 2 >= start && tokens[i - 1].Lower is ("over" or "up" or "down" or "out" or "off" or "on" or "in" or "back") && tokens[i - 2].Can(VerbForms.Gerund);
        if (before is null || (before.In(_preposition) && !particle) || (before.In(_determiner) && before.Lower is not ("this" or "that" or "each" or "one" or "neither")) || before.Lower is "'s" || before.Kind == TokenKind.Mark)
            return false;
        if (before.In(_adjective) && !before.In(_plainNoun))
            return false;
        if (before.In(_connective) && before.Lower is not ("which" or "that" or "and" or "or" or "but" or "where"))
            return false;
        if (after is null)
            return true;
        if (after.Lower is "of" or "'s" || after.In(_modal) || after.Lemma is "be" or "have" or "do")
            return false;
        return after.Kind is not TokenKind.Word || after.In(_determiner | _preposition | _connective | _pronoun | _negation) || !after.Can(VerbForms.Past | VerbForms.Third) || after.Lower.EndsWith("ed", StringComparison.Ordinal);
    }

    private bool IsBase(Token? before, Token? after)
    {
        if (before is null || after is { Lower: "of" } || (after is null && before.Lower is "data"))
            return false;
        if (before.Lower is "we" or "they" or "i" or "you" or "who" or "people" or "which" or "that" or "both" or "all" or "many" or "most" or "these" or "those" or "staff" or "data")
            return true;
        // "Edge and origin share no id": a word that can be a verb, between a noun and a determiner.
        if (before.IsWord && !before.In(_determiner | _preposition | _connective | _adjective) && before.Lower is not ("'s" or "to") && before.Verb == VerbForms.None && after is { IsWord: true } && after.In(_determiner))
            return true;
        var plural = before.IsWord && before.Lower.Length > 3 && before.Lower.EndsWith('s') && before.Lower != before.Lemma && !before.In(_determiner | _preposition | _connective) && before.Lower is not "'s";
        return plural && (after is null || after.Kind != TokenKind.Word || after.In(_determiner | _preposition | _connective | _pronoun) || IsAdverb(after) || after.Lower.EndsWith('s') || after.Verb == VerbForms.None || after.Can(VerbForms.Base | VerbForms.Gerund));
    }

    /// <summary>"The job called at noon was restarted": the first is no finite verb when another follows with nothing between them that joins clauses.</summary>
    private List<VerbGroup> WithoutParticiples(List<VerbGroup> found)
    {
        for (var i = found.Count - 2; i >= 0; i--)
        {
            var (group, next) = (found[i], found[i + 1]);
            var alone = group.End - group.Start == 1 && tokens[group.Main].Can(VerbForms.Participle);
            var joined = Enumerable.Range(group.End, next.Start - group.End).Any(at => tokens[at].In(_connective | _pronoun) || tokens[at].Kind == TokenKind.Mark);
            if (alone && !joined && group.End < tokens.Count && tokens[group.End].In(_preposition))
                found.RemoveAt(i);
        }

        return found;
    }
}
