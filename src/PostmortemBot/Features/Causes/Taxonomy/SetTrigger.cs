using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>Says what set the incident off, in the workspace's own words. The words of the problem suggest one; a person confirms it.</summary>
public sealed class SetTrigger(TriggerStore store, SettingsStore settings, PostmortemAccess access, ISlackClients slack, TimeProvider clock)
    : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "causes.trigger";
    private const string Field = "trigger";

    public string Verb => "trigger";
    public bool IsForThisChannel => true;
    public int Order => 42;
    public string Usage => "trigger";
    public string Summary => "says what set the incident off, so that trends can count it";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var found = await access.ForChangingAsync(command, cancellationToken);
        if (found.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);

        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, await FormAsync(postmortem, cancellationToken), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var form = await FormAsync(postmortem, cancellationToken);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return ViewSubmissionResponse.Error(Field, problem.Text);
        var chosen = submission.View.State.GetOption(Field);
        return await store.SetAsync(postmortem, chosen, submission.UserId, clock.GetUtcNow(), cancellationToken)
            ? ViewSubmissionResponse.Close
            : ViewSubmissionResponse.Error(Field, "Meanwhile the postmortem was published or cancelled, so nothing was changed.");
    }

    private async Task<ModalViewDefinition> FormAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> triggers = (await settings.GetAsync(postmortem.WorkspaceId, cancellationToken)).Triggers ?? Taxonomy.Triggers;
        var known = await store.FindAsync(postmortem, cancellationToken);
        var suggested = known.Trigger is null ? Suggestion.OfTrigger($"{postmortem.Title} {postmortem.Impact} {known.Words}", triggers) : null;
        var chosen = known.Trigger ?? suggested?.Name;
        var options = (chosen is null || triggers.Contains(chosen) ? triggers : triggers.Prepend(chosen)).Select(trigger => new Option(trigger, trigger)).ToList();
        return new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "What set it off?",
            Submit = suggested is null ? "Save" : "Confirm",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown("The trigger is the occasion, not the cause: what was there already and let it through are the contributing factors, which each cause has.") },
                new InputBlock
                {
                    BlockId = Field,
                    Label = "Trigger",
                    Hint = suggested is null ? "Which words there are is chosen in /postmortem settings." : $"Suggested: {suggested.Reason} Confirm it, or choose another.",
                    Optional = true,
                    Element = new StaticSelectMenu { ActionId = "value", Options = options, InitialOption = options.Find(option => option.Value == chosen) },
                },
            ],
        };
    }
}
