using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Chooses the bones of every fishbone in the workspace.</summary>
public sealed class ChooseCategories(FishboneStore store, People people, ISlackClients slack, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "fishbone.categories";

    private const string GuestsCannot = "The bones hold for the whole workspace, so guests cannot change them. Ask a full member.";

    public async Task<SlashCommandResponse> OpenAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        if (await IsGuestAsync(command.WorkspaceId, command.UserId, cancellationToken))
            return SlashCommandResponse.Ephemeral(GuestsCannot);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, Form(await store.CategoriesAsync(command.WorkspaceId, cancellationToken)), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (await IsGuestAsync(request.WorkspaceId, request.UserId, cancellationToken))
            return await slack.TellAsync(request, new Hosting.Problem(GuestsCannot), cancellationToken);
        await slack.For(request.WorkspaceId).Views.Push(request.TriggerId, Form(await store.CategoriesAsync(request.WorkspaceId, cancellationToken)), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        if (await IsGuestAsync(submission.WorkspaceId, submission.UserId, cancellationToken))
            return ViewSubmissionResponse.Error(Categories.Field, GuestsCannot);
        var read = Categories.Read(submission.View.State.GetText(Categories.Field));
        if (read.Failed(out var problem, out var names))
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        await store.ChooseCategoriesAsync(submission.WorkspaceId, names, submission.UserId, clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task<bool> IsGuestAsync(string workspaceId, string userId, CancellationToken cancellationToken) =>
        (await people.GetAsync(workspaceId, userId, cancellationToken)).Kind != PersonKind.Member;

    private static ModalViewDefinition Form(IReadOnlyList<string> names) => new()
    {
        CallbackId = Id,
        Title = "Bones of the fishbone",
        Submit = "Save",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = Categories.Field,
                Label = "Bones",
                Hint = $"One on each line, {Categories.Fewest} to {Categories.Most} of them, each up to {Categories.Length} characters. They hold for every postmortem here. A bone you take away keeps the causes that stand on it. Contributing factors are finer: several belong to one bone; `/postmortem settings` names them.",
                Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = 2000, InitialValue = string.Join('\n', names), FocusOnLoad = true },
            },
        ],
    };
}
