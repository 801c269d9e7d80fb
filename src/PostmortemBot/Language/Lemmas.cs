namespace PostmortemBot.Language;

/// <summary>Dictionary forms of English words: regular endings checked against a list of verbs, and a table of irregular ones.</summary>
public sealed class Lemmas
{
    private readonly Dictionary<string, (string Lemma, VerbForms Forms)> _irregular = new(StringComparer.Ordinal);
    private readonly HashSet<string> _verbs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known;

    public Lemmas(IEnumerable<string> verbLines, IEnumerable<string> known)
    {
        foreach (var line in verbLines)
        {
            // "go goes went gone" is irregular; a line after "+" lists regular ones.
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts[0] == "+")
            {
                _verbs.UnionWith(parts.Skip(1));
                continue;
            }

            _verbs.Add(parts[0]);
            Put(parts[0], parts[0], VerbForms.Base);
            foreach (var past in parts[1].Split('/'))
                Put(past, parts[0], VerbForms.Past);
            foreach (var participle in parts[2].Split('/'))
                Put(participle, parts[0], VerbForms.Participle);
        }

        foreach (var (form, lemma, forms) in Auxiliaries)
            _irregular[form] = (lemma, forms);
        _known = known.ToHashSet(StringComparer.Ordinal);
    }

    private static readonly (string, string, VerbForms)[] Auxiliaries =
    [
        ("am", "be", VerbForms.Third), ("is", "be", VerbForms.Third), ("are", "be", VerbForms.Third), ("was", "be", VerbForms.Past), ("were", "be", VerbForms.Past),
        ("be", "be", VerbForms.Base), ("been", "be", VerbForms.Participle), ("being", "be", VerbForms.Gerund),
        ("has", "have", VerbForms.Third), ("have", "have", VerbForms.Base), ("had", "have", VerbForms.Past | VerbForms.Participle), ("having", "have", VerbForms.Gerund),
        ("does", "do", VerbForms.Third), ("do", "do", VerbForms.Base), ("did", "do", VerbForms.Past), ("done", "do", VerbForms.Participle), ("doing", "do", VerbForms.Gerund),
        ("this", "this", VerbForms.None), ("its", "its", VerbForms.None), ("as", "as", VerbForms.None), ("us", "us", VerbForms.None), ("plus", "plus", VerbForms.None),
        ("during", "during", VerbForms.None), ("nothing", "nothing", VerbForms.None), ("something", "something", VerbForms.None), ("anything", "anything", VerbForms.None),
        ("everything", "everything", VerbForms.None), ("always", "always", VerbForms.None), ("dns", "dns", VerbForms.None), ("tls", "tls", VerbForms.None),
        ("need", "need", VerbForms.Base), ("speed", "speed", VerbForms.Base), ("thing", "thing", VerbForms.None), ("red", "red", VerbForms.None), ("hundred", "hundred", VerbForms.None),
        ("according", "according", VerbForms.None), ("morning", "morning", VerbForms.None), ("evening", "evening", VerbForms.None), ("string", "string", VerbForms.None), ("ring", "ring", VerbForms.None),
        ("less", "less", VerbForms.None), ("unless", "unless", VerbForms.None), ("unlike", "unlike", VerbForms.None), ("detail", "detail", VerbForms.None), ("retail", "retail", VerbForms.None), ("whereas", "whereas", VerbForms.None), ("process", "process", VerbForms.Base), ("access", "access", VerbForms.Base),
        ("address", "address", VerbForms.Base), ("pass", "pass", VerbForms.Base), ("miss", "miss", VerbForms.Base), ("across", "across", VerbForms.None), ("status", "status", VerbForms.None),
        ("business", "business", VerbForms.None), ("stress", "stress", VerbForms.Base), ("various", "various", VerbForms.None), ("previous", "previous", VerbForms.None), ("shared", "share", VerbForms.Participle | VerbForms.Past),
    ];

    public (string Lemma, VerbForms Forms) Of(string word)
    {
        if (_irregular.TryGetValue(word, out var known))
            return known;
        if (_verbs.Contains(word) || IsPrefixed(word))
            return (word, VerbForms.Base);
        if (word.Length > 4 && word.EndsWith("ing", StringComparison.Ordinal))
            return (Stem(word[..^3]) ?? word, Stem(word[..^3]) is null && _known.Contains(word) ? VerbForms.None : VerbForms.Gerund);
        if (word.Length > 3 && word.EndsWith("ied", StringComparison.Ordinal) && _verbs.Contains(word[..^3] + "y"))
            return (word[..^3] + "y", VerbForms.Past | VerbForms.Participle);
        if (word.Length > 3 && word.EndsWith("ed", StringComparison.Ordinal))
            return (Stem(word[..^2]) ?? word, Stem(word[..^2]) is null && _known.Contains(word) ? VerbForms.None : VerbForms.Past | VerbForms.Participle);
        if (word.Length > 2 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal))
        {
            var singular = Singular(word);
            return (singular, _verbs.Contains(singular) ? VerbForms.Third : VerbForms.None);
        }

        return (word, VerbForms.None);
    }

    /// <summary>"unmask", "retag", "decouple": a verb made of another one.</summary>
    private bool IsPrefixed(string word) =>
        word.Length > 5 && (word.StartsWith("un", StringComparison.Ordinal) || word.StartsWith("re", StringComparison.Ordinal) || word.StartsWith("de", StringComparison.Ordinal))
        && _verbs.Contains(word[2..]) && !_known.Contains(word);

    /// <summary>A noun's singular, or a verb's base from its third person.</summary>
    public string Singular(string word)
    {
        if (word.Length < 4 || !word.EndsWith('s') || word.EndsWith("ss", StringComparison.Ordinal) || word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("is", StringComparison.Ordinal))
            return word;
        if (_known.Contains(word) && !_known.Contains(word[..^1]) && !_verbs.Contains(word[..^1]) && !_verbs.Contains(word[..^3] + "y"))
            return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
            return word[..^3] + "y";
        var sibilant = word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("sses", StringComparison.Ordinal)
            || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("zzes", StringComparison.Ordinal) || word is "goes" or "does" or "echoes";
        if (sibilant && !_verbs.Contains(word[..^1]) && !_known.Contains(word[..^1]))
            return word[..^2];
        return word[..^1];
    }

    /// <summary>"stopp" → stop, "rout" → route, "check" → check.</summary>
    private string? Stem(string stem)
    {
        if (_verbs.Contains(stem) && !_verbs.Contains(stem + "e"))
            return stem;
        if (_verbs.Contains(stem + "e"))
            return stem + "e";
        if (stem.Length > 2 && stem[^1] == stem[^2] && _verbs.Contains(stem[..^1]))
            return stem[..^1];
        return stem.EndsWith('i') && _verbs.Contains(stem[..^1] + "y") ? stem[..^1] + "y" : null;
    }

    private void Put(string form, string lemma, VerbForms forms)
    {
        var (knownLemma, knownForms) = _irregular.GetValueOrDefault(form, (lemma, VerbForms.None));
        if (knownLemma == lemma)
            _irregular[form] = (lemma, knownForms | forms);
    }
}
