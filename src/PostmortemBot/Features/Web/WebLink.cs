using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Web;

/// <summary>Gives somebody their own way in: a link that works once.</summary>
public sealed class WebLink(SealedPass passes, NamedPostmortem named, People people, IOptions<WebOptions> options, ISlackClients slack)
    : ICommandVerb, IBlockActionHandler, IHomeSection
{
    public const string ActionId = "web.link";
    public const string ListPath = "/postmortems";

    public string Verb => "web";
    int ICommandVerb.Order => 80;
    int IHomeSection.Order => 90;
    public string Usage => "web [PM-12]";
    public string Summary => "gives you a link to read the postmortems in your browser";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        // The pages look at the person's row.
        await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken);
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem) && rest.Length > 0)
            return SlashCommandResponse.Ephemeral(problem.Text);
        var path = postmortem is null ? ListPath : $"{ListPath}/{postmortem.Key}";
        return SlashCommandResponse.Ephemeral("Your link to the postmortems", new SectionBlock { Text = new Markdown(Words(new Reader(command.WorkspaceId, command.UserId), path)) });
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        await people.GetAsync(request.WorkspaceId, request.UserId, cancellationToken);
        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, new ModalViewDefinition
        {
            CallbackId = "web.link",
            Title = "Read in your browser",
            Close = "Close",
            Blocks = [new SectionBlock { Text = new Markdown(Words(new Reader(request.WorkspaceId, request.UserId), ListPath)) }],
        }, cancellationToken);
        return Ack.Done;
    }

    public Task<IReadOnlyList<Block>> BlocksAsync(Reader reader, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Block>>(
    [
        new ActionsBlock { Elements = [new Button { ActionId = ActionId, Text = "Read in your browser", Value = "web" }] },
    ]);

    private string Words(Reader reader, string path)
    {
        var address = $"{options.Value.PublicUrl.TrimEnd('/')}/sign-in?returnUrl={Uri.EscapeDataString(path)}&token={Uri.EscapeDataString(passes.Link(reader))}";
        return $"{Mrkdwn.Link(address, "Open the postmortems in your browser")}\nThe link is yours alone: it signs you in as yourself, works once and for ten minutes. Do not pass it on.";
    }
}
