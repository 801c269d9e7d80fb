using System.Text;
using PostmortemBot.Features.Causes.Fishbone;

namespace PostmortemBot.Tests.Causes.Fishbone;

/// <summary>Fishbones as people make them, and as nobody hopes they do.</summary>
internal static class Fishes
{
    public static readonly string[] Nasty =
    [
        "<script>alert(1)</script> & \"quotes\" 'too' ]]> --> </text><a href='x'>",
        "الدفع فشل لأن الموازن أرسل الحركة إلى مجموعة فارغة ولم ينتبه أحد",
        "支払いはロードバランサーの設定が一度に全リージョンへ配布されたため失敗した",
        "👩‍👩‍👧‍👦🔥🏳️‍🌈🚒 everything burned 🔥🔥🔥",
        "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
        "a\u0000b\uD800c\u202Eevil\u2066 &#0; ",
        "```mermaid\nmindmap\n  root((x))\n``` %%{init: {}}%% [\"x\"] (y) {z} \"]",
        "W",
        "MMMMWWWWMMMMWWWWMMMMWWWWMMMMWWWWMMMMWWWW@@@@%%%%",
    ];

    public static FishboneDiagram Of(params (string? Bone, string Text)[] causes) => Of(Categories.Default, causes);

    public static FishboneDiagram Of(IReadOnlyList<string> bones, params (string? Bone, string Text)[] causes) =>
        new("Card payments failed for 45 minutes", bones, new Drawn().Graph, [], [.. causes.Select((cause, index) => Note(cause.Text, cause.Bone, index))]);

    public static Note Note(string text, string? bone = null, int index = 0, int dots = 0) => new()
    {
        WorkspaceId = "T1",
        NoteId = Guid.CreateVersion7(Drawn.Now.AddSeconds(index)),
        PostmortemId = Guid.CreateVersion7(Drawn.Now),
        Category = bone,
        Text = text,
        Dots = dots,
        CreatedAt = Drawn.Now.AddSeconds(index),
        UpdatedAt = Drawn.Now,
    };

    /// <summary>0 to 80 causes, 1 to 3,000 characters each, on 2 to 12 bones.</summary>
    public static FishboneDiagram Random(int seed, int? causes = null)
    {
        var random = new Random(seed);
        var bones = Enumerable.Range(1, random.Next(2, 13)).Select(number => number % 3 == 0 ? new string('W', 40) : $"Bone {number}").ToList();
        var notes = Enumerable.Range(0, causes ?? random.Next(0, 81)).Select(index => Note(Text(random), random.Next(12) == 0 ? null : bones[random.Next(random.Next(1, bones.Count + 1))], index, random.Next(4))).ToList();
        for (var i = 5; i < notes.Count; i += 7)
            notes[i] = notes[i] with { MergedInto = notes[i - 1].NoteId };
        return new FishboneDiagram(Text(random), bones, new Drawn(Text(random)).Graph, [], notes);
    }

    private static string Text(Random random)
    {
        var length = random.Next(4) switch { 0 => random.Next(1, 12), 1 => random.Next(2000, 3001), _ => random.Next(20, 200) };
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append(random.Next(5) == 0 ? Nasty[random.Next(Nasty.Length)] : new string((char)random.Next('a', 'z' + 1), random.Next(1, 14))).Append(' ');
        return text.ToString(0, length);
    }
}
