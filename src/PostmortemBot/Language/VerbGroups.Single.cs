namespace PostmortemBot.Language;

/// <summary>Verbs of one word. Whether it is one is decided by the words before and after it.</summary>
public sealed partial class VerbGroups
{
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
        while (at >= start && Adverbs.Has(tokens[at]))
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
        return plural && (after is null || after.Kind != TokenKind.Word || after.In(_determiner | _preposition | _connective | _pronoun) || Adverbs.Has(after) || after.Lower.EndsWith('s') || after.Verb == VerbForms.None || after.Can(VerbForms.Base | VerbForms.Gerund));
    }
}
