using PostmortemBot.Language;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Why an item may be hard to verify, and a question that makes it firmer. An offer, never a block.</summary>
public sealed record WeakAction(string Kind, string Reason, string Question)
{
    private static readonly Lazy<RuleBook> Rules = new(() => RuleBook.Load("action-rules.txt"));

    /// <summary>One line for people.</summary>
    public string Advice => $"This may be hard to verify. {Reason} {Question}";

    public static WeakAction? In(string title) =>
        Judge(title) is { IsFound: true, Decisive: { } rule } ? new WeakAction(rule.Kind, rule.Reason, Rules.Value.Question(rule.Kind)) : null;

    /// <summary>All that speaks for being hard to verify and against it.</summary>
    public static Judgement Judge(string title) => Rules.Value.Judge(Reading.Of(Imperative.Of(title)));
}
