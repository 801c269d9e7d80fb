using System.Reflection;

namespace PostmortemBot.Language;

/// <summary>
/// The word lists: plain data beside this file, a class of words in each section.
/// Language is plumbing, beside Jobs and Database: tools that several features use and that know none of them.
/// </summary>
public sealed class Lexicon
{
    private const int LongestPhrase = 4;
    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon(Embedded.Lines("words.txt").Concat(Embedded.Lines("names.txt")), Embedded.Lines("verbs.txt")));

    private readonly Dictionary<string, ulong> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _classes = new(StringComparer.Ordinal);
    private readonly Lemmas _lemmas;
    private readonly HashSet<string> _phraseStarts = new(StringComparer.Ordinal);

    private Lexicon(IEnumerable<string> words, IEnumerable<string> verbs)
    {
        var section = "";
        foreach (var line in words)
        {
            if (line.StartsWith('['))
            {
                section = line.Trim('[', ']');
                _classes.TryAdd(section, 1UL << _classes.Count);
                continue;
            }

            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Put(word.Replace('_', ' '), _classes[section]);
        }

        if (_classes.Count > 64)
            throw new InvalidOperationException($"The word lists have {_classes.Count} classes; one bit each leaves room for 64.");
        _lemmas = new Lemmas(verbs, known: _words.Keys);
    }

    public static Lexicon English => Loaded.Value;

    /// <summary>The bits of classes by name, in any number, "|" between them.</summary>
    public ulong Classes(string names)
    {
        var bits = 0UL;
        foreach (var name in names.Split('|'))
            bits |= _classes.TryGetValue(name, out var bit) ? bit : throw new ArgumentException($"There is no class of words called '{name}'.", nameof(names));
        return bits;
    }

    public Token Token(string text, TokenKind kind)
    {
        var lower = text.ToLowerInvariant();
        if (kind != TokenKind.Word)
            return new Token { Text = text, Kind = kind, Lower = lower, Lemma = lower, Verb = VerbForms.None, Classes = Find(lower) };
        var (lemma, verb) = _lemmas.Of(lower);
        return new Token { Text = text, Kind = kind, Lower = lower, Lemma = lemma, Verb = verb, Classes = Find(lower) | Find(lemma) | Find(_lemmas.Singular(lower)) };
    }

    /// <summary>Words that mean something together ("dead letter queue") become one token.</summary>
    public IReadOnlyList<Token> JoinPhrases(IReadOnlyList<Token> tokens)
    {
        var joined = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count;)
        {
            var (length, classes) = PhraseAt(tokens, i);
            if (length < 2)
            {
                joined.Add(tokens[i++]);
                continue;
            }

            var parts = tokens.Skip(i).Take(length).ToList();
            joined.Add(parts[^1] with
            {
                Text = string.Join(' ', parts.Select(part => part.Text)),
                Lower = string.Join(' ', parts.Select(part => part.Lower)),
                Lemma = string.Join(' ', parts.Select(part => part.Lemma)),
                // "timed out", "set up": the first word carries the form; "rate limit": the last one does.
                Verb = (classes & Classes("phrasal")) != 0 ? parts[0].Verb : VerbForms.None,
                Classes = classes,
            });
            i += length;
        }

        return joined;
    }

    private (int Length, ulong Classes) PhraseAt(IReadOnlyList<Token> tokens, int start)
    {
        if (!_phraseStarts.Contains(tokens[start].Lemma) && !_phraseStarts.Contains(tokens[start].Lower))
            return (1, 0);
        for (var length = Math.Min(LongestPhrase, tokens.Count - start); length > 1; length--)
        {
            if (!tokens[start + length - 1].IsWord)
                continue;
            var span = Enumerable.Range(start, length).Select(i => tokens[i]).ToList();
            var exact = string.Join(' ', span.Select(token => token.Lower));
            if (Find(exact) is not 0 and var found)
                return (length, found);
            var singular = string.Join(' ', span.Select((token, i) => i == length - 1 ? _lemmas.Singular(token.Lower) : token.Lower));
            if (Find(singular) is not 0 and var one)
                return (length, one);
            var lemmas = string.Join(' ', span.Select((token, i) => i == 0 ? token.Lemma : token.Lower));
            if (Find(lemmas) is not 0 and var lemma && (lemma & Classes("phrasal")) != 0)
                return (length, lemma);
        }

        return (1, 0);
    }

    private void Put(string word, ulong bits)
    {
        _words[word] = Find(word) | bits;
        if (word.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space)
            _phraseStarts.Add(word[..space]);
    }

    private ulong Find(string word) => _words.GetValueOrDefault(word);
}

/// <summary>The data files of this folder, as the program carries them.</summary>
internal static class Embedded
{
    public static IEnumerable<string> Lines(string name) => Lines(typeof(Embedded).Assembly, name);

    public static IEnumerable<string> Lines(Assembly assembly, string name)
    {
        var resource = assembly.GetManifestResourceNames().Single(full => full.EndsWith("." + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.TrimEnd() is { Length: > 0 } text && !text.StartsWith('#'))
                yield return text;
        }
    }
}
