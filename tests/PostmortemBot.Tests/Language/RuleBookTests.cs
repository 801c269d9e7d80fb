using PostmortemBot.Language;

namespace PostmortemBot.Tests.Language;

public sealed class RuleBookTests
{
    private static bool Finds(string pattern, string text)
    {
        var tokens = Tokenizer.Read(text, Lexicon.English);
        return new Pattern(pattern, Lexicon.English).Occurs(tokens, 0, tokens.Count);
    }

    [Theory]
    [InlineData("no ..2 alert", "There is no per-queue alert", true)]
    [InlineData("no ..1 alert", "There is no such early alert", false)]
    [InlineData("^ add", "We add", false)]
    [InlineData("^ ..1 add", "We add", true)]
    [InlineData("alert $", "an alert for it", false)]
    [InlineData("check", "It checks", true)]
    [InlineData("no|without @safeguard", "without timeouts", true)]
    [InlineData("below ~number", "below 5 %", true)]
    [InlineData("no !alert|check", "no check", false)]
    [InlineData("late ..3 alert", "It was late. Alert.", false)]
    public void A_row_of_words_is_found(string pattern, string text, bool found) => Assert.Equal(found, Finds(pattern, text));

    [Fact]
    public void Evidence_adds_up_and_says_its_reason()
    {
        var book = RuleBook.Parse(["ask a What?", "rule first 2 a", "says One.", "text / slow", "rule second -3 b", "says Two.", "clause Nothing Present", "rule third 9 a", "says Three.", "unless first", "text / slow"]);

        var judgement = book.Judge(Reading.Of("It is slow, as nothing measures it"));

        Assert.Equal(-1, judgement.Score);
        Assert.False(judgement.IsFound);
        Assert.Equal(["One.", "Two."], judgement.Fired.Select(rule => rule.Reason));
    }

    [Theory]
    [InlineData("rule nameless")]
    [InlineData("rule name 1 kind|says A reason.|somewhere / x")]
    [InlineData("rule name 1 kind|says A reason.|text / @nonsense")]
    [InlineData("rule name 1 kind|says A reason.|clause Nonsense")]
    [InlineData("rule name 1 unasked|says A reason.|text / x")]
    [InlineData("rule name -1 kind|says A reason.|unless later|text / x")]
    public void A_rule_that_cannot_be_read_is_refused(string lines) => Assert.ThrowsAny<Exception>(() => RuleBook.Parse(lines.Split('|', lines.Contains("/ x", StringComparison.Ordinal) ? 4 : 3)));

    [Theory]
    [InlineData("cause-rules.txt")]
    [InlineData("action-rules.txt")]
    public void Every_rule_has_a_reason_that_people_can_be_shown(string file)
    {
        var rules = RuleBook.Load(file).Rules;
        Assert.All(rules, rule => Assert.Matches("^It |^Two |^A |^Much |^All |^Training |^Something |^The |^[A-Z]", rule.Reason));
        Assert.All(rules, rule => Assert.EndsWith(rule.Reason.Contains('?', StringComparison.Ordinal) ? "?" : ".", rule.Reason, StringComparison.Ordinal));
        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct().Count());
        Assert.All(rules, rule => Assert.NotEqual(0, rule.Weight));
    }
}
