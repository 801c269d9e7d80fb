using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Gives a person the secret address of their calendar, renews it, and takes it back.</summary>
public sealed class CalendarLink(CalendarStore store, People people, IOptions<WebOptions> options, ISlackClients slack, TimeProvider clock) : ICommandVerb, IBlockActionHandler
{
    public const string Id = "actions.calendar";
    public const string RenewId = "actions.calendar_renew";
    public const string RevokeId = "actions.calendar_revoke";

    public string Verb => "calendar";
    public IReadOnlyList<string> Aliases => ["ics"];
    public int Order => 52;
    public string Usage => "calendar";
    public string Summary => "puts the due dates of your action items into your calendar";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var reader = new Reader(command.WorkspaceId, command.UserId);
        await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, View(await store.MadeAtAsync(reader, cancellationToken), address: null), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var views = slack.For(request.WorkspaceId).Views;
        var now = clock.GetUtcNow();
        switch (request.Action.ActionId)
        {
            case RenewId when request.View is { Type: "modal" } view:
                await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
                var token = await store.RenewAsync(reader, now, cancellationToken);
                await views.UpdateByViewId(View(now, $"{options.Value.PublicUrl.TrimEnd('/')}{CalendarPage.Path}/{token}.ics"), view.Id, hash: null, cancellationToken);
                break;
            case RevokeId when request.View is { Type: "modal" } view:
                await store.RevokeAsync(reader, now, cancellationToken);
                await views.UpdateByViewId(View(madeAt: null, address: null), view.Id, hash: null, cancellationToken);
                break;
            default:
                await slack.OpenOverAsync(request, View(await store.MadeAtAsync(reader, cancellationToken), address: null), cancellationToken);
                break;
        }

        return Ack.Done;
    }

    private static ModalViewDefinition View(DateTimeOffset? madeAt, string? address) => new()
    {
        CallbackId = Id,
        Title = "Your calendar",
        Close = "Close",
        Blocks =
        [
            new SectionBlock { Text = new Markdown(Words(madeAt, address)) },
            new ActionsBlock
            {
                Elements = madeAt is null
                    ? [new Button { ActionId = RenewId, Text = "Make an address", Style = ButtonStyle.Primary, Value = "new" }]
                    : [new Button { ActionId = RenewId, Text = "Make a new one", Value = "new" }, new Button { ActionId = RevokeId, Text = "Take it back", Style = ButtonStyle.Danger, Value = "revoke" }],
            },
        ],
    };

    private static string Words(DateTimeOffset? madeAt, string? address) => (madeAt, address) switch
    {
        (_, { } shown) => $"Add this address to your calendar program as a subscription (\"from URL\"):\n```{shown}```\nWhoever has it reads the titles and due dates of your action items, so do not pass it on. It is shown this once; a new one can be made at any time, and ends this one.",
        ({ } at, _) => $"You have an address, made {When.At(at)}. It is not kept in a form that can be shown again. A new one ends the old one.",
        _ => "A secret address that your calendar program reads: the due dates of the action items you own, as all-day entries, always as they are now.",
    };
}
