namespace PostmortemBot.Language;

/// <summary>What a word can be as a verb. "put" is several at once; the clause decides.</summary>
[Flags]
public enum VerbForms
{
    None = 0,
    Base = 1,
    Third = 2,
    Past = 4,
    Participle = 8,
    Gerund = 16,
}

public enum TokenKind
{
    Word,
    Number,

    /// <summary>An identifier, a path, a flag, a version, something between backticks.</summary>
    Code,

    /// <summary>A ticket: INF-2210.</summary>
    Ticket,

    /// <summary>Somebody mentioned by Slack id or by @name.</summary>
    Mention,
    Mark,
}

/// <summary>A word, number or mark of a text, with what the word lists know of it.</summary>
public sealed record Token
{
    public required string Text { get; init; }
    public required TokenKind Kind { get; init; }

    /// <summary>In lower case.</summary>
    public required string Lower { get; init; }

    /// <summary>The form a dictionary would list: "checks", "checked" and "checking" are "check".</summary>
    public required string Lemma { get; init; }

    public required VerbForms Verb { get; init; }

    /// <summary>The classes of the word lists it belongs to, one bit each.</summary>
    public required ulong Classes { get; init; }

    public bool IsWord => Kind == TokenKind.Word;

    public bool IsCapital => Text.Length > 0 && char.IsUpper(Text[0]);

    public bool Is(string word) => Lower == word || Lemma == word;

    public bool In(ulong classes) => (Classes & classes) != 0;

    public override string ToString() => Text;
}
