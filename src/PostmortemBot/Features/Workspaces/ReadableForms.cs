using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Workspaces;

/// <summary>Mentions and emoji that were pasted into a form become words before anything is stored, in every form alike.</summary>
public sealed class ReadableForms(ReadableText readable) : IViewSubmissionReader
{
    private const int LongestField = 3000;

    /// <summary>For all the names of a form together: Slack waits three seconds, and the form itself wants to be stored in them.</summary>
    private static readonly TimeSpan LookUpsMayTake = TimeSpan.FromSeconds(1);

    public async ValueTask<ViewSubmission> Read(ViewSubmission submission, CancellationToken cancellationToken)
    {
        // The settings ask for the name of an emoji, not for its character.
        if (submission.View.CallbackId == WorkspaceSettings.CallbackId || !submission.View.State.Values.Any(block => block.Value.Values.Any(HasMarks)))
            return submission;

        // Not the app's clock: this is the patience of whoever looks at the form.
        using var limit = new CancellationTokenSource(LookUpsMayTake);
        var budget = new LookUpBudget(ReadableText.MostLookUps, canWait: false, limit.Token);
        var blocks = new Dictionary<string, IReadOnlyDictionary<string, ElementValue>>(StringComparer.Ordinal);
        foreach (var (blockId, elements) in submission.View.State.Values)
        {
            var read = new Dictionary<string, ElementValue>(StringComparer.Ordinal);
            foreach (var (actionId, value) in elements)
                read[actionId] = HasMarks(value) ? await ReadAsync(submission, blockId, (PlainTextInputValue)value, budget, cancellationToken) : value;
            blocks[blockId] = read;
        }

        return submission with { View = submission.View with { State = new ViewState(blocks) } };
    }

    private static bool HasMarks(ElementValue value) => value is PlainTextInputValue { Value: { } text } && text.AsSpan().ContainsAny('<', ':');

    private async Task<PlainTextInputValue> ReadAsync(ViewSubmission submission, string blockId, PlainTextInputValue typed, LookUpBudget budget, CancellationToken cancellationToken)
    {
        var input = submission.View.Blocks.OfType<InputBlock>().FirstOrDefault(block => block.BlockId == blockId)?.Element as PlainTextInput;
        var words = await readable.ReadTypedAsync(submission.WorkspaceId, typed.Value!, budget, cancellationToken);
        // A name may be longer than the mention it replaces. Then the mention stays: an id is better than a lost end.
        return words.Length > (input?.MaxLength is > 0 and var most ? most : LongestField) ? typed : typed with { Value = words };
    }
}
