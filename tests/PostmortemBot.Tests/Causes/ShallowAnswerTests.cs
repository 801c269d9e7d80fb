using PostmortemBot.Features.Causes;

namespace PostmortemBot.Tests.Causes;

public sealed class ShallowAnswerTests
{
    [Theory]
    [InlineData("Human error", "human_error")]
    [InlineData("The operator forgot the flag", "human_error")]
    [InlineData("The reviewer should have seen it", "human_error")]
    [InlineData("@devon pushed the change", "person")]
    [InlineData("Somebody clicked on the wrong row", "person")]
    [InlineData("Nobody renewed the certificate", "person")]
    [InlineData("The checklist was not followed", "not_followed")]
    [InlineData("The load balancer was misconfigured", "misconfigured")]
    [InlineData("There was a bug in the parser", "defect")]
    [InlineData("The site was down", "symptom")]
    [InlineData("Our mail provider had an outage", "outside")]
    [InlineData("Poor communication between teams", "slogan")]
    [InlineData("There was an issue somewhere in the pipeline", "vague")]
    public void A_shallow_answer_gets_a_question_that_leads_on(string text, string kind)
    {
        var shallow = ShallowAnswer.In(text, "Payments failed");
        Assert.Equal(kind, shallow?.Kind);
        Assert.EndsWith("?", shallow!.Question, StringComparison.Ordinal);
        Assert.EndsWith(".", shallow.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nothing validates load balancer configs before deployment, so a misconfigured pool reaches every region at once")]
    [InlineData("The canary takes no payment traffic")]
    [InlineData("The operator forgot the flag because the tool does not ask for it and the default is production")]
    [InlineData("We call the vendor synchronously with no timeout")]
    [InlineData("The runbook did not cover the new cluster")]
    [InlineData("مراجعة الإعدادات اختيارية")]
    public void A_deep_answer_is_left_alone(string text) => Assert.Null(ShallowAnswer.In(text, "Payments failed"));

    [Fact]
    public void Saying_the_same_again_is_noticed() =>
        Assert.Equal("repeats", ShallowAnswer.In("payments failed, for 45 minutes!", "Payments failed for 45 minutes")?.Kind);

    [Theory]
    [InlineData("")]
    [InlineData("  ...  ")]
    public void Empty_words_repeat_nothing(string text) => Assert.Null(ShallowAnswer.In(text, text));

    [Theory]
    [InlineData("Human error", true)]
    [InlineData("Marta ran the script in production", true)]
    [InlineData("The queue was full", false)]
    public void What_stops_at_people_is_known_as_such(string text, bool people) => Assert.Equal(people, ShallowAnswer.In(text, effect: null)?.IsAboutPeople);
}
