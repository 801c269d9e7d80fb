using PostmortemBot.Language;

namespace PostmortemBot.Features.Causes;

/// <summary>Why an answer may stop too early, and a question that leads on. A nudge, never a block.</summary>
public sealed record ShallowAnswer(string Kind, string Reason, string Question)
{
    private static readonly Lazy<RuleBook> Rules = new(() => RuleBook.Load("cause-rules.txt"));

    /// <summary>Whether it stops at people instead of at what made their act possible.</summary>
    public bool IsAboutPeople => Kind is "human_error" or "person" or "not_followed";

    /// <param name="text">What was answered.</param>
    /// <param name="effect">What the why was about.</param>
    public static ShallowAnswer? In(string text, string? effect) =>
        Judge(text, effect) is { IsFound: true, Decisive: { } rule } ? new ShallowAnswer(rule.Kind, rule.Reason, Rules.Value.Question(rule.Kind)) : null;

    /// <summary>All that speaks for stopping too early and against it.</summary>
    public static Judgement Judge(string text, string? effect) => Rules.Value.Judge(Reading.Of(text, effect));
}
