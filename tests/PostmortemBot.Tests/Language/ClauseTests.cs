using PostmortemBot.Language;

namespace PostmortemBot.Tests.Language;

public sealed class ClauseTests
{
    private static IReadOnlyList<Clause> Read(string text) => Reading.Of(text).Clauses;

    [Theory]
    [InlineData("Marta ran the script", Facts.Person | Facts.Past | Facts.HasObject)]
    [InlineData("Thandiwe pressed the button", Facts.Person | Facts.Past)]
    [InlineData("Someone entered a /8", Facts.Person | Facts.Past)]
    [InlineData("The operator on the evening shift opened the tool", Facts.Person | Facts.Past)]
    [InlineData("<@U012AB> merged it", Facts.Person | Facts.Past)]
    [InlineData("Our support did not escalate", Facts.Group | Facts.Past | Facts.Negated)]
    [InlineData("The vendor changed its API", Facts.External | Facts.Past)]
    [InlineData("Nobody renewed it", Facts.Nobody | Facts.Past)]
    [InlineData("Nothing compares the two lists", Facts.Nothing | Facts.Present)]
    [InlineData("We call the vendor synchronously", Facts.We | Facts.Present)]
    [InlineData("There is no per-project cap", Facts.There | Facts.Present | Facts.Copula)]
    [InlineData("Kafka dropped the message", Facts.Thing | Facts.Past)]
    [InlineData("The queue was full", Facts.Thing | Facts.Past | Facts.Copula)]
    [InlineData("Users were retrying", Facts.Thing | Facts.Past | Facts.Progressive)]
    [InlineData("The drill has been cancelled each time", Facts.Thing | Facts.Present | Facts.Perfect | Facts.Passive)]
    [InlineData("The process was not followed", Facts.Thing | Facts.Past | Facts.Passive | Facts.Negated)]
    [InlineData("Consumers retry a poison message forever", Facts.Thing | Facts.Present | Facts.HasObject)]
    [InlineData("The tool never checks remaining capacity", Facts.Thing | Facts.Present | Facts.Negated)]
    [InlineData("Only two people may publish", Facts.Person | Facts.Present | Facts.Modal)]
    [InlineData("During an incident nothing shows the lead", Facts.Nothing | Facts.Present)]
    [InlineData("Failing over loses orders", Facts.Thing | Facts.Present)]
    public void The_subject_and_the_verb_of_a_clause_are_found(string text, Facts facts)
    {
        var clause = Assert.Single(Read(text));
        Assert.True(clause.Is(facts), $"expected {facts}, got {clause.Facts}");
    }

    [Fact]
    public void A_relative_clause_is_about_the_noun_before_it()
    {
        var clauses = Read("Ana went by the label in the console, which shows an old name");
        Assert.Equal(2, clauses.Count);
        Assert.True(clauses[0].Is(Facts.Person | Facts.Past));
        Assert.True(clauses[1].Is(Facts.Relative | Facts.Present));
        Assert.Equal("console", clauses[1].Subject?.Lower);
    }

    [Fact]
    public void After_a_relative_clause_the_first_subject_goes_on()
    {
        var clauses = Read("The release process, which is documented in the handbook, was not followed by the people who did the hotfix");
        Assert.Equal(["documented", "followed", "did"], clauses.Select(clause => clause.Verb?.Lower));
        Assert.Equal("process", clauses[1].Subject?.Lower);
        Assert.True(clauses[1].Is(Facts.Past | Facts.Negated | Facts.Passive));
        Assert.True(clauses[2].Is(Facts.Person | Facts.Relative));
    }

    [Fact]
    public void A_reason_is_marked_as_one()
    {
        var clauses = Read("Lee skipped the check since the pipeline offers a skip button");
        Assert.True(clauses[0].Is(Facts.Person) && !clauses[0].Is(Facts.Because));
        Assert.True(clauses[1].Is(Facts.Because | Facts.Present | Facts.Thing));
    }

    [Fact]
    public void A_heading_has_no_verb() => Assert.True(Assert.Single(Read("Legacy code.")).Is(Facts.Verbless));

    [Theory]
    [InlineData("The bank publishes format changes on a portal", 1)]
    [InlineData("An agent mixed up two customers with similar names", 1)]
    [InlineData("Renewal is a calendar entry, and the certificate is not in the inventory that the job reads", 3)]
    public void Nouns_that_look_like_verbs_are_no_clauses(string text, int clauses) => Assert.Equal(clauses, Read(text).Count);

    [Theory]
    [InlineData("Add an alert for the queue", "alert")]
    [InlineData("Put more emphasis on testing", "emphasis")]
    [InlineData("Double the attention paid to exports", "attention")]
    [InlineData("Set `x`", "x")]
    [InlineData("Rehearse", null)]
    public void The_object_of_an_instruction_is_what_it_changes(string text, string? noun) => Assert.Equal(noun, Reading.Of(text).Object?.Lower);

    [Theory]
    [InlineData("Payments failed again", "Payments failed", 0.5, 1)]
    [InlineData("No check covers month ends", "Payments failed", 0, 0)]
    public void What_the_question_said_already_is_measured(string answer, string question, double least, double most) =>
        Assert.InRange(Reading.Of(answer, question).Overlap, least, most);

    [Theory]
    [InlineData("INF-2210: look at alerting", "look at alerting")]
    [InlineData("Improve queue alert: fire on age > 5 min", "fire on age > 5 min")]
    [InlineData("- [ ] Add a check", "Add a check")]
    [InlineData("Fix alerts: they are noisy", "Fix alerts: they are noisy")]
    public void An_instruction_begins_after_its_heading(string text, string instruction) => Assert.Equal(instruction, Imperative.Of(text));
}
