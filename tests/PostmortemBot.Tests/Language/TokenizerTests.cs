using PostmortemBot.Language;

namespace PostmortemBot.Tests.Language;

public sealed class TokenizerTests
{
    private static string Read(string text) => string.Join(' ', Tokenizer.Read(text, Lexicon.English).Select(token => token.Lemma));

    [Theory]
    [InlineData("It wasn't checked", "it be not check")]
    [InlineData("They can't; won't; don't.", "they can not ; will not ; do not .")]
    [InlineData("there's no alert", "there be no alert")]
    [InlineData("the team's rota", "the team 's rota")]
    [InlineData("low-level and/or on-call", "low level and or on call")]
    public void Short_forms_and_hyphens_are_taken_apart(string text, string lemmas) => Assert.Equal(lemmas, Read(text));

    [Theory]
    [InlineData("stopped", "stop")]
    [InlineData("routes", "route")]
    [InlineData("retries", "retry")]
    [InlineData("retried", "retry")]
    [InlineData("wrote", "write")]
    [InlineData("caches", "cache")]
    [InlineData("batches", "batch")]
    [InlineData("misread", "misread")]
    [InlineData("committing", "commit")]
    [InlineData("DNS", "dns")]
    [InlineData("Postgres", "postgres")]
    [InlineData("status", "status")]
    public void A_word_is_found_in_its_dictionary_form(string word, string lemma) => Assert.Equal(lemma, Read(word));

    [Theory]
    [InlineData("dead-letter queues", "dead letter queue")]
    [InlineData("a rate limit", "a|rate limit")]
    [InlineData("requests timed out", "request|time out")]
    public void Words_that_belong_together_are_one(string text, string lemmas)
    {
        var tokens = Tokenizer.Read(text, Lexicon.English);
        Assert.Equal(lemmas.Split('|').Length, tokens.Count);
        Assert.Equal(lemmas.Split('|')[^1].Split(' ')[0], tokens[^1].Lemma.Split(' ')[0]);
    }

    [Theory]
    [InlineData("`timeout: 800ms`", TokenKind.Code)]
    [InlineData("max_connections", TokenKind.Code)]
    [InlineData("orders.items", TokenKind.Code)]
    [InlineData("/terraform", TokenKind.Code)]
    [InlineData("--force", TokenKind.Code)]
    [InlineData("OrderMapper", TokenKind.Code)]
    [InlineData("orders(customer_id,", TokenKind.Word)]
    [InlineData("INF-2210", TokenKind.Ticket)]
    [InlineData("99.9%", TokenKind.Number)]
    [InlineData("10,000", TokenKind.Number)]
    [InlineData("14:05", TokenKind.Number)]
    [InlineData("<@U012AB>", TokenKind.Mention)]
    [InlineData("@devon", TokenKind.Mention)]
    [InlineData("<https://example.com/a|a page>", TokenKind.Code)]
    public void What_is_no_plain_word_is_known_for_what_it_is(string text, TokenKind kind) => Assert.Equal(kind, Tokenizer.Read(text, Lexicon.English)[0].Kind);

    [Fact]
    public void Emoji_and_quotation_marks_say_nothing() => Assert.Equal("no alert fire", Read(":fire: “no” *alert* \"fired\" 🔥"));

    [Fact]
    public void The_word_lists_name_no_word_as_everything()
    {
        var word = Lexicon.English.Token("zyzzyva", TokenKind.Word);
        Assert.Equal(0UL, word.Classes);
        Assert.Throws<ArgumentException>(() => Lexicon.English.Classes("no_such_class"));
    }
}
