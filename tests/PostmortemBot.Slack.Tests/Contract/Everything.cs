using PostmortemBot.Slack.Events;
using PostmortemBot.Slack.Tests.Door;

namespace PostmortemBot.Slack.Tests.Contract;

/// <summary>Handles every kind of request and every event, under the ids the samples use.</summary>
internal sealed class Everything(Script script) :
    ISlashCommandHandler,
    IBlockActionHandler,
    IBlockOptionProvider,
    IViewSubmissionHandler,
    IViewClosedHandler,
    IMessageShortcutHandler,
    IGlobalShortcutHandler,
    IEventHandler<AppMention>,
    IEventHandler<MessageEvent>,
    IEventHandler<ReactionAdded>,
    IEventHandler<ReactionRemoved>,
    IEventHandler<AppHomeOpened>,
    IEventHandler<MemberJoinedChannel>,
    IEventHandler<MemberLeftChannel>,
    IEventHandler<ChannelRename>,
    IEventHandler<ChannelArchive>,
    IEventHandler<ChannelUnarchive>,
    IEventHandler<ChannelDeleted>,
    IEventHandler<ChannelIdChanged>,
    IEventHandler<AppUninstalled>,
    IEventHandler<TokensRevoked>,
    IEventHandler<LinkShared>,
    IEventHandler<UserChange>,
    IEventHandler<UnknownEvent>
{
    private static readonly string[] WithoutClass =
        ["channel_created", "team_access_granted", "subteam_updated", "subteam_members_changed", "pin_added", "message_metadata_posted"];

    public static void Register(SlackBuilder slack)
    {
        slack.SlashCommand<Everything>("/deploy")
            .BlockAction<Everything>("act")
            .BlockOptions<Everything>("service")
            .ViewSubmission<Everything>("form")
            .ViewClosed<Everything>("form")
            .MessageShortcut<Everything>("keep")
            .GlobalShortcut<Everything>("begin")
            .Event<AppMention, Everything>().Event<MessageEvent, Everything>().Event<ReactionAdded, Everything>().Event<ReactionRemoved, Everything>()
            .Event<AppHomeOpened, Everything>().Event<MemberJoinedChannel, Everything>().Event<MemberLeftChannel, Everything>()
            .Event<ChannelRename, Everything>().Event<ChannelArchive, Everything>().Event<ChannelUnarchive, Everything>().Event<ChannelDeleted, Everything>()
            .Event<ChannelIdChanged, Everything>().Event<AppUninstalled, Everything>().Event<TokensRevoked, Everything>()
            .Event<LinkShared, Everything>().Event<UserChange, Everything>();
        foreach (var type in WithoutClass) slack.Event<UnknownEvent, Everything>(type);
    }

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) =>
        script.Play(command, SlashCommandResponse.Nothing, cancellationToken);

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) => Done(request, cancellationToken);

    public Task<BlockOptionsResponse> GetOptions(BlockOptionsRequest request, CancellationToken cancellationToken) =>
        script.Play(request, new BlockOptionsResponse(), cancellationToken);

    public Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken) =>
        script.Play(submission, ViewSubmissionResponse.Close, cancellationToken);

    public Task<Ack> Handle(ViewClosed closed, CancellationToken cancellationToken) => Done(closed, cancellationToken);

    public Task<Ack> Handle(MessageShortcut shortcut, CancellationToken cancellationToken) => Done(shortcut, cancellationToken);

    public Task<Ack> Handle(GlobalShortcut shortcut, CancellationToken cancellationToken) => Done(shortcut, cancellationToken);

    public Task<Ack> Handle(EventCallback<AppMention> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<MessageEvent> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<ReactionAdded> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<ReactionRemoved> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<AppHomeOpened> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<MemberJoinedChannel> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<MemberLeftChannel> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelRename> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelArchive> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelUnarchive> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelDeleted> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelIdChanged> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<AppUninstalled> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<TokensRevoked> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<LinkShared> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<UserChange> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    public Task<Ack> Handle(EventCallback<UnknownEvent> callback, CancellationToken cancellationToken) => Done(callback, cancellationToken);

    private Task<Ack> Done(object request, CancellationToken cancellationToken) => script.Play(request, Ack.Done, cancellationToken);
}
