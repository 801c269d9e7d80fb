using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Markdig.Extensions.Emoji;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Emoji as Slack writes them, by name. A workspace's own emoji have no character and keep their names.</summary>
public static partial class EmojiNames
{
    private static readonly FrozenDictionary<string, string> Characters = EmojiMapping.GetDefaultEmojiShortcodeToUnicode()
        .Select(known => KeyValuePair.Create(known.Key.Trim(':'), known.Value))
        .Concat(SlackNames())
        .DistinctBy(known => known.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Names = Characters
        .GroupBy(known => known.Value.TrimEnd('\uFE0F'), StringComparer.Ordinal)
        .ToFrozenDictionary(same => same.Key, same => same.Select(known => known.Key).Where(name => name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')).Order(StringComparer.Ordinal).FirstOrDefault() ?? same.First().Key, StringComparer.Ordinal);

    /// <summary>What an emoji is called; null for what has no name here.</summary>
    public static string? NameOf(string character) => Names.GetValueOrDefault(character.TrimEnd('\uFE0F'));

    /// <summary>The text with characters in place of the names it knows.</summary>
    public static string Replace(string text) => text.Contains(':', StringComparison.Ordinal) ? Name().Replace(text, Character) : text;

    private static string Character(Match match)
    {
        if (!Characters.TryGetValue(match.Groups["name"].Value, out var character))
            return match.Value;
        return match.Groups["tone"] is { Success: true } tone ? character.TrimEnd('\uFE0F') + SkinTone(tone.ValueSpan[0]) : character;
    }

    // Slack counts the five skin tones from 2.
    private static string SkinTone(char digit) => char.ConvertFromUtf32(0x1F3FB + (digit - '2'));

    // What Slack calls otherwise than the rest of the world.
    private static IEnumerable<KeyValuePair<string, string>> SlackNames() =>
    [
        new("slightly_smiling_face", "🙂"), new("simple_smile", "🙂"), new("upside_down_face", "🙃"), new("thinking_face", "🤔"), new("hugging_face", "🤗"),
        new("face_with_rolling_eyes", "🙄"), new("zipper_mouth_face", "🤐"), new("face_with_thermometer", "🤒"), new("nerd_face", "🤓"), new("money_mouth_face", "🤑"),
        new("large_green_circle", "🟢"), new("large_yellow_circle", "🟡"), new("large_orange_circle", "🟠"), new("red_circle", "🔴"), new("large_blue_circle", "🔵"), new("large_purple_circle", "🟣"),
        new("large_green_square", "🟩"), new("large_red_square", "🟥"), new("large_yellow_square", "🟨"), new("face_palm", "🤦"), new("shrug", "🤷"), new("saluting_face", "🫡"), new("melting_face", "🫠"),
        new("heavy_check_mark", "✔️"), new("white_check_mark", "✅"), new("rotating_light", "🚨"), new("warning", "⚠️"), new("pushpin", "📌"), new("thumbsup_all", "👍"), new("exploding_head", "🤯"), new("partying_face", "🥳"),
    ];

    // Not in 10:30:45 or host:100:, where the colons belong to something else.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])(?::(?<name>[a-z0-9_+'\-]{1,100}):)(?::skin-tone-(?<tone>[2-6]):)?(?![\p{L}\p{Nd}])", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Name();
}
