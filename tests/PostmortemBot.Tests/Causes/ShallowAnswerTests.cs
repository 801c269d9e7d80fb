using PostmortemBot.Features.Causes;

namespace PostmortemBot.Tests.Causes;

public sealed class ShallowAnswerTests
{
    [Theory]
    [InlineData("Human error", "human_error")]
    [InlineData("The operator forgot the flag", "human_error")]
    [InlineData("It was @devon's change", "a_person")]
    [InlineData("The load balancer was misconfigured", "misconfigured")]
    [InlineData("The site was down", "symptom")]
    public void A_shallow_answer_gets_a_question_that_leads_on(string text, string reason)
    {
        var shallow = ShallowAnswer.In(text, "Payments failed");
        Assert.Equal(reason, shallow?.Reason);
        Assert.Contains("?", shallow!.Question, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nothing validates load balancer configs before deployment, so a misconfigured pool reaches every region at once")]
    [InlineData("The canary takes no payment traffic")]
    [InlineData("مراجعة الإعدادات اختيارية")]
    public void A_deep_answer_is_left_alone(string text) => Assert.Null(ShallowAnswer.In(text, "Payments failed"));

    [Fact]
    public void Saying_the_same_again_is_noticed() =>
        Assert.Equal("repeats", ShallowAnswer.In("payments failed, for 45 minutes!", "Payments failed for 45 minutes")?.Reason);

    [Theory]
    [InlineData("")]
    [InlineData("  ...  ")]
    public void Empty_words_repeat_nothing(string text) => Assert.Null(ShallowAnswer.In(text, text));
}
