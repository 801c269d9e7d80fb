using System.Text.RegularExpressions;

namespace PostmortemBot.Features.Causes;

/// <summary>
/// Which replies say nothing about the incident: thanks, agreement, laughter, a lone emoji, mention or link. They are let
/// go without a word; a cause is proposed of everything else, however short. Decided by the whole reply: it is small talk
/// only where nothing else is left of it.
/// </summary>
public static partial class SmallTalk
{
    private const int MostWords = 8;

    /// <summary>Each by itself or several after each other. No word that could name a cause stands here.</summary>
    private static readonly HashSet<string> Phrases = new(StringComparer.Ordinal)
    {
        // Thanks and greetings.
        "thanks", "thank you", "thx", "ty", "tysm", "tks", "cheers", "thanks a lot", "thanks so much", "thank you so much", "many thanks", "much appreciated", "appreciated",
        "thanks all", "thanks everyone", "thanks everybody", "thanks team", "thank you all", "thank you everyone", "np", "no problem", "welcome", "you are welcome", "youre welcome",
        "hi", "hey", "hello", "morning", "good morning", "good evening", "bye", "sorry", "my bad", "please", "pls", "team", "folks", "all", "everyone",
        // Agreement and its opposite: neither says what was so.
        "yes", "y", "yep", "yup", "yeah", "ya", "no", "n", "nope", "nah", "sure", "agreed", "agree", "i agree", "fully agree", "totally agree", "same", "same here", "me too", "this", "so true", "true", "very true",
        "right", "correct", "exactly", "indeed", "absolutely", "definitely", "totally", "of course", "fair", "fair enough", "fair point", "good point", "great point", "good question", "good idea",
        "good one", "makes sense", "sounds good", "sounds great", "sgtm", "lgtm", "looks good", "looks good to me", "works for me", "not sure", "no idea", "i dont know", "dunno", "idk", "maybe", "perhaps",
        "i think so", "i guess", "i see", "got it", "understood", "noted", "ack", "acked", "acknowledged", "roger", "copy that",
        // Applause and feeling.
        "nice", "nice one", "great", "good", "cool", "awesome", "perfect", "excellent", "brilliant", "amazing", "super", "well done", "great work", "good work", "nice work", "good job", "great job", "nice catch", "good catch", "great catch",
        "interesting", "very interesting", "fun", "funny", "wild", "crazy", "ouch", "oops", "yikes", "omg", "wtf", "rofl", "lmao", "lmfao", "xd", "congrats",
        // What is said of the conversation itself.
        "done", "on it", "will do", "looking", "i am looking", "im looking", "checking", "one sec", "one moment", "brb", "following", "bump", "ping", "up", "test", "fyi", "wdyt", "any update", "any updates", "any news",
        // Questions without a subject.
        "what", "why", "why not", "how", "who", "when", "where", "how so", "how come", "really", "huh", "so", "and", "and now", "what now", "and then", "what do you think", "is that so",
        // The same in some other languages.
        "danke", "danke schön", "merci", "merci beaucoup", "gracias", "muchas gracias", "grazie", "obrigado", "obrigada", "bedankt", "tack", "ja", "nein", "oui", "non", "si", "sí", "da", "nee", "genau", "stimmt", "claro", "vale", "d accord",
        "спасибо", "да", "нет", "ありがとう", "谢谢", "好的",
    };

    /// <param name="text">As Slack sends it: with its marks for links, mentions and emoji.</param>
    public static bool Is(string text)
    {
        // A label that somebody chose for a link is theirs; an address, a mention and the name of an emoji are nobody's words.
        var left = Named().Replace(Marked().Replace(Labelled().Replace(text, " ${label} "), " "), " ");
        // Without a letter of any script there is no cause: a question mark, +1, a lone emoji.
        if (!left.Any(char.IsLetter))
            return true;

        var words = Apart().Split(Inside().Replace(left.ToLowerInvariant(), "")).Where(word => word.Length > 0).ToList();
        return words.Count <= MostWords && (Splits(words) || words is [("thanks" or "thx" or "ty" or "cheers"), _]);
    }

    /// <summary>Whether all of it can be read as phrases, one after the other.</summary>
    private static bool Splits(List<string> words)
    {
        var reached = new bool[words.Count + 1];
        reached[0] = true;
        for (var start = 0; start < words.Count; start++)
        {
            for (var end = start + 1; reached[start] && end <= words.Count; end++)
                reached[end] |= Phrases.Contains(string.Join(' ', words[start..end])) || (end == start + 1 && Noise().IsMatch(words[start]));
        }

        return reached[^1];
    }

    [GeneratedRegex(@"<https?://[^<>|]*\|(?<label>[^<>]*[^<>\s][^<>]*)>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"<[^<>]*>|https?://\S+|www\.\S+|[\p{L}\d-]+(\.[\p{L}\d-]+)+/\S*", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Marked();

    [GeneratedRegex(@":[a-z0-9_+'-]+:", RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    /// <summary>don't and dont are the same.</summary>
    [GeneratedRegex(@"['’]", RegexOptions.NonBacktracking)]
    private static partial Regex Inside();

    [GeneratedRegex(@"[^\p{L}\p{M}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Apart();

    /// <summary>Sounds, however long they are drawn out.</summary>
    [GeneratedRegex("^(a*(ha)+h?|(he)+h?|(hi){2,}|l+o+l+(o*l+)*|h+m+|m+|m+h+m+|o+h+|a+h+|e+h+|u+h+|o+k+a*y*|k+|k+a+y+|o+k+i+|y+e+s+|y+a+y+|n+o+|w+o+w+|a+w+|u+f+|p+h+e+w+|s+o+|z+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Noise();
}
