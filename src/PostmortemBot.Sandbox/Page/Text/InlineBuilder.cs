using System.Text;

namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>Collects inline pieces and joins neighbouring characters into one piece.</summary>
internal sealed class InlineBuilder
{
    private readonly List<Inline> pieces = [];
    private readonly StringBuilder characters = new();

    public char? Last => characters.Length > 0 ? characters[^1] : pieces.Count > 0 && pieces[^1] is not LineBreak ? ' ' : null;

    public void Add(char character) => characters.Append(character);

    public void Add(string text) => characters.Append(text);

    public void Add(Inline piece)
    {
        Flush();
        pieces.Add(piece);
    }

    public IReadOnlyList<Inline> Build()
    {
        Flush();
        return pieces;
    }

    private void Flush()
    {
        if (characters.Length == 0)
            return;
        pieces.Add(new Plain(characters.ToString()));
        characters.Clear();
    }
}
