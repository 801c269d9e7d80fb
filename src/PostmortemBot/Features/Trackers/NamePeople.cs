using System.Text.RegularExpressions;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Trackers.GitHub;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Trackers;

/// <summary>/postmortem tracker: who is who in the trackers, so that owners and assignees can follow each other.</summary>
public sealed partial class NamePeople(
    TrackerStore store,
    TrackerList trackers,
    People people,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IViewSubmissionHandler
{
    public const string Id = "trackers.people";
    private const int MostShown = 30;

    public string Verb => "tracker";
    public IReadOnlyList<string> Aliases => ["trackers"];
    public int Order => 790;
    public string Usage => "tracker";
    public string Summary => "says who is who in GitHub or Jira";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var usable = trackers.For(command.WorkspaceId);
        if (usable.Count == 0)
            return SlashCommandResponse.Ephemeral("No tracker is set up for this workspace. Whoever runs the bot can do that in its settings, under Trackers.");
        if ((await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken)).Kind != PersonKind.Member)
            return SlashCommandResponse.Ephemeral("Who is who holds for the whole workspace, so guests cannot change it. Ask a full member.");

        var known = await store.PeopleAsync(command.WorkspaceId, cancellationToken);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, Form(usable, known, command.UserId), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        if ((await people.GetAsync(submission.WorkspaceId, submission.UserId, cancellationToken)).Kind != PersonKind.Member)
            return ViewSubmissionResponse.Error("login", "Who is who holds for the whole workspace, so guests cannot change it.");
        var state = submission.View.State;
        if (trackers.Find(submission.WorkspaceId, state.GetOption("tracker")) is not { } tracker)
            return ViewSubmissionResponse.Error("tracker", "Choose a tracker.");
        if (state.GetUser("person") is not { Length: > 0 } userId)
            return ViewSubmissionResponse.Error("person", "Choose a person.");

        var login = Read(tracker.Id, state.GetText("login") ?? "");
        if (login is null)
        {
            return ViewSubmissionResponse.Error("login", tracker.Id == GitHubTracker.TrackerId
                ? "This is no GitHub login. It holds letters, digits and single hyphens, like octocat."
                : "This is no account id of Jira. It is the last part of the address of a profile: open the profile in Jira and paste its address here.");
        }

        await store.SetPersonAsync(submission.WorkspaceId, new TrackerPerson { Tracker = tracker.Id, UserId = userId, Login = login }, submission.UserId, clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    /// <summary>Empty: not known any more. Null: cannot be one.</summary>
    public static string? Read(string tracker, string typed)
    {
        var text = typed.Trim().TrimEnd('/');
        if (text.Length == 0)
            return "";
        // People paste the address of a profile; its last part is who it is.
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            text = Uri.UnescapeDataString(address!.Segments[^1]);
        text = text.TrimStart('@');
        var form = tracker == GitHubTracker.TrackerId ? GitHubLogin() : JiraAccount();
        return form.IsMatch(text) ? text : null;
    }

    private static ModalViewDefinition Form(IReadOnlyList<ITracker> usable, IReadOnlyList<TrackerPerson> known, string userId)
    {
        Option[] choices = [.. usable.Select(tracker => new Option(tracker.Name, tracker.Id))];
        var lines = known.Take(MostShown).Select(person => $"{Mrkdwn.User(person.UserId)} is *{Mrkdwn.Escape(person.Login)}* in {TrackerList.Name(person.Tracker)}");
        var blocks = new List<Block>();
        if (known.Count > 0)
            blocks.Add(new SectionBlock { Text = new Markdown(Mrkdwn.Cut(string.Join('\n', lines), 3000)) });
        blocks.AddRange(
        [
            new InputBlock
            {
                BlockId = "tracker",
                Label = "Tracker",
                Element = new RadioButtonGroup { ActionId = "value", Options = choices, InitialOption = choices[0] },
            },
            new InputBlock { BlockId = "person", Label = "Person", Element = new UserSelectMenu { ActionId = "value", InitialUser = userId } },
            new InputBlock
            {
                BlockId = "login",
                Label = "Is there",
                Hint = "The GitHub login, or the address of the profile in Jira. Leave it empty to forget who it is.",
                Optional = true,
                Element = new PlainTextInput { ActionId = "value", MaxLength = 300 },
            },
        ]);
        return new ModalViewDefinition { CallbackId = Id, Title = "Who is who", Submit = "Save", Close = "Cancel", Blocks = blocks };
    }

    [GeneratedRegex("^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:_[A-Za-z0-9]{1,20})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex GitHubLogin();

    [GeneratedRegex("^[A-Za-z0-9:_-]{1,128}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex JiraAccount();
}
