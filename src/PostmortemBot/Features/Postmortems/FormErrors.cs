using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Problems as a form shows them: each at its field, the first one where a field has several.</summary>
public static class FormErrors
{
    /// <param name="problems">At least one.</param>
    /// <param name="otherwise">The field for a problem that belongs to none.</param>
    public static ViewSubmissionResponse AsErrors(this IEnumerable<Problem> problems, string otherwise) =>
        ViewSubmissionResponse.Errors(problems.GroupBy(problem => problem.Field ?? otherwise).ToDictionary(field => field.Key, field => field.First().Text));
}
