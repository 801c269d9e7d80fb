using System.Globalization;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The facilitator starts some minutes in which everybody writes causes for themselves.</summary>
public sealed class StartBrainstorm(
    BrainstormStore store,
    PostmortemAccess access,
    ISlackClients slack,
    ReadableText readable,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "brainstorm.start";

    /// <summary>Who ends a brainstorm when its time is over.</summary>
    public const string TheBot = "bot";

    private const string MinutesField = "minutes";
    private const string HowField = "how";
    private const string Anonymous = "anonymous";

    public string Verb => "brainstorm";
    public bool IsForThisChannel => true;
    public int Order => 43;
    public string Usage => "brainstorm [minutes]";
    public string Summary => "lets everybody write causes privately for some minutes, then shows all of them at once";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var found = await access.ForChangingAsync(command, cancellationToken);
        if (found.Failed(out var refused, out var postmortem))
            return SlashCommandResponse.Ephemeral(refused.Text);

        if (await WhyNotAsync(postmortem, command.UserId, cancellationToken) is { } problem)
            return SlashCommandResponse.Ephemeral(problem.Text);
        if (rest.Length > 0 && Minutes(rest) is null)
            return SlashCommandResponse.Ephemeral($"“{Mrkdwn.Escape(Mrkdwn.Cut(rest, 50))}” is no number of minutes. Type a whole number from 1 to {Brainstorm.MostMinutes}, as in `/postmortem brainstorm 10`. Nothing was started.");

        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, Form(postmortem, Minutes(rest) ?? Brainstorm.DefaultMinutes), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (await WhyNotAsync(postmortem, request.UserId, cancellationToken) is { } refused)
            return await slack.TellAsync(request, refused, cancellationToken);

        var form = Form(postmortem, Brainstorm.DefaultMinutes);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error(MinutesField, refused.Text);
        if (Brainstorm.WhyNotLead(postmortem, brainstorm: null, submission.UserId) is { } notLead)
            return ViewSubmissionResponse.Error(MinutesField, await readable.PlainlyAsync(submission.WorkspaceId, notLead, cancellationToken));
        if (submission.View.State.GetNumber(MinutesField) is not { } typed || Minutes(typed.ToString(CultureInfo.InvariantCulture)) is not { } minutes)
            return ViewSubmissionResponse.Error(MinutesField, $"Enter a whole number of minutes from 1 to {Brainstorm.MostMinutes}.");

        var now = clock.GetUtcNow();
        var id = RequestIds.From(submission.WorkspaceId, $"brainstorm {submission.View.Id}");
        var isAnonymous = submission.View.State.GetOption(HowField) != "named";
        if (await store.StartAsync(postmortem, id, isAnonymous, Brainstorm.End(now, minutes), submission.UserId, now, cancellationToken))
            return ViewSubmissionResponse.Clear;
        return await store.NewestAsync(postmortem, cancellationToken) is { State: Brainstorm.Writing } running
            ? ViewSubmissionResponse.Error(MinutesField, $"A brainstorm was started a moment ago and is on until {running.EndsAt.UtcDateTime:HH:mm} UTC. Nothing was changed: write in that one, or end it first.")
            : ViewSubmissionResponse.Error(MinutesField, FishboneAccess.Late.Text);
    }

    private async Task<Problem?> WhyNotAsync(Postmortem postmortem, string userId, CancellationToken cancellationToken)
    {
        if (Brainstorm.WhyNotLead(postmortem, brainstorm: null, userId) is { } notLead)
            return notLead;
        return await store.NewestAsync(postmortem, cancellationToken) is { State: Brainstorm.Writing } running
            ? new Problem($"A brainstorm is on here until {When.Time(running.EndsAt)}. Its message in the channel ends or extends it; nothing was changed.")
            : null;
    }

    private static int? Minutes(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= Brainstorm.MostMinutes ? minutes : null;

    private static ModalViewDefinition Form(Postmortem postmortem, int minutes)
    {
        Option[] how =
        [
            new("Anonymous", Anonymous) { Description = "Nobody can tell who wrote what, not even later" },
            new("With names", "named") { Description = "The fishbone says who wrote what" },
        ];
        return new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Start a brainstorm",
            Submit = "Start",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown("Everybody writes causes for themselves. The channel sees how many there are, and when the time is over all of them at once.") },
                new InputBlock
                {
                    BlockId = MinutesField,
                    Label = "Minutes",
                    Hint = $"1 to {Brainstorm.MostMinutes}. It ends at the full minute after that; you can end it early or add five minutes.",
                    Element = new NumberInput { ActionId = "value", InitialValue = minutes, MinValue = 1, MaxValue = Brainstorm.MostMinutes },
                },
                new InputBlock { BlockId = HowField, Label = "How?", Element = new RadioButtonGroup { ActionId = "value", Options = how, InitialOption = how[0] } },
            ],
        };
    }
}
