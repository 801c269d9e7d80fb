namespace PostmortemBot.Language;

/// <summary>What a clause is about and how it is told.</summary>
[Flags]
public enum Facts
{
    None = 0,

    // Who or what the subject is.
    Person = 1 << 0,
    Group = 1 << 1,
    We = 1 << 2,
    They = 1 << 3,
    Nobody = 1 << 4,
    Nothing = 1 << 5,
    External = 1 << 6,
    It = 1 << 7,
    There = 1 << 8,
    Thing = 1 << 9,
    NoSubject = 1 << 10,

    // How the verb stands.
    Past = 1 << 11,
    Present = 1 << 12,
    Modal = 1 << 13,
    Perfect = 1 << 14,
    Passive = 1 << 15,
    Progressive = 1 << 16,
    Negated = 1 << 17,
    Copula = 1 << 18,
    Verbless = 1 << 19,

    // How it hangs together with the rest.
    Relative = 1 << 20,
    Because = 1 << 21,
    First = 1 << 22,
    HasObject = 1 << 23,
}

/// <summary>A stretch of tokens around one finite verb.</summary>
public sealed record Clause
{
    public required int Start { get; init; }
    public required int End { get; init; }
    public required Facts Facts { get; init; }

    /// <summary>The verb that carries the meaning: "followed" of "was not being followed".</summary>
    public Token? Verb { get; init; }

    /// <summary>Where the verb group ends.</summary>
    public int AfterVerb { get; init; }

    /// <summary>The noun that the verb is about.</summary>
    public Token? Subject { get; init; }

    public bool Is(Facts facts) => (Facts & facts) == facts;

    public bool IsAny(Facts facts) => (Facts & facts) != 0;
}
