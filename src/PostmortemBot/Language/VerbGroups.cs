namespace PostmortemBot.Language;

/// <summary>A finite verb with its helpers: "was not being followed".</summary>
public sealed record VerbGroup(int Start, int End, int Main, Facts Facts);

/// <summary>Finds the finite verbs of a sentence. English says by order what it does not say by endings, so the neighbours decide.</summary>
public sealed partial class VerbGroups(IReadOnlyList<Token> tokens, Lexicon lexicon)
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
        // Whether another clause may have begun since the last verb; kept on the way, for a walk back from each verb would take long.
        var mayBegin = false;
        for (var i = start; i < end; i++)
        {
            var hasBegun = mayBegin;
            mayBegin |= BeginsClause(tokens[i]);
            if (!tokens[i].IsWord || IsInfinitive(i, start))
                continue;
            var group = Auxiliary(i, end) ?? Single(i, start, end);
            if (group is null)
                continue;
            // "publishes format changes", "mixed up the version numbers": nothing joins a new clause, so it is a noun.
            if (found.Count > 0 && !hasBegun && MayBeNoun(group))
                continue;
            found.Add(group);
            i = group.End - 1;
            mayBegin = false;
        }

        return WithoutParticiples(found);
    }

    private bool MayBeNoun(VerbGroup group) =>
        group.End - group.Start == 1 && group.Facts.HasFlag(Facts.Present) && tokens[group.Main].Lemma is not ("be" or "have" or "do") && !tokens[group.Main].In(_modal);

    private bool Joins(Token token) => token.In(_connective | _pronoun) || token.Kind == TokenKind.Mark;

    private bool BeginsClause(Token token) => Joins(token) || token.Lower is "what" or "who" or "how" or "it";

    private bool IsInfinitive(int i, int start) => i > start && tokens[i - 1].Lower is "to";

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
            if (Adverbs.Has(next))
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
        while (at > main + 1 && !tokens[at - 1].In(_negation) && Adverbs.Has(tokens[at - 1]))
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

    /// <summary>"The job called at noon was restarted": the first is no finite verb when another follows with nothing between them that joins clauses.</summary>
    private List<VerbGroup> WithoutParticiples(List<VerbGroup> found)
    {
        // From behind, so that what lies between a verb and the next one that stays is looked at once.
        var (until, joined) = (found.Count == 0 ? 0 : found[^1].Start, false);
        for (var i = found.Count - 2; i >= 0; i--)
        {
            var group = found[i];
            var alone = group.End - group.Start == 1 && tokens[group.Main].Can(VerbForms.Participle);
            joined |= Enumerable.Range(group.End, until - group.End).Any(at => Joins(tokens[at]));
            if (alone && !joined && group.End < tokens.Count && tokens[group.End].In(_preposition))
            {
                found.RemoveAt(i);
                until = group.End;
            }
            else
            {
                (until, joined) = (group.Start, false);
            }
        }

        return found;
    }
}
