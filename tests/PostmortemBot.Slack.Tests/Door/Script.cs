using System.Collections.Concurrent;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Slack.Tests.Door;

/// <summary>What a test wants its handler to do, and what the handler was given.</summary>
public sealed class Script
{
    private readonly ConcurrentQueue<object> seen = new();

    public IReadOnlyCollection<object> Seen => seen;

    /// <summary>Signals each time a handler starts.</summary>
    public SemaphoreSlim Started { get; } = new(0);

    /// <summary>For runs so long that keeping everything would be the test's own leak.</summary>
    public bool KeepsNothing { get; set; }

    public Func<object, CancellationToken, Task<object?>> Does { get; set; } = (_, _) => Task.FromResult<object?>(null);

    public T Only<T>() => (T)Xunit.Assert.Single(seen);

    public async Task<TReply> Play<TReply>(object request, TReply usual, CancellationToken cancellationToken)
    {
        if (!KeepsNothing)
        {
            seen.Enqueue(request);
            Started.Release();
        }

        return (TReply?)await Does(request, cancellationToken) ?? usual;
    }
}

/// <summary>Handles everything as the script says.</summary>
internal sealed class Actor(Script script) :
    ISlashCommandHandler,
    IBlockActionHandler,
    IBlockOptionProvider,
    IViewSubmissionHandler,
    IViewClosedHandler,
    IMessageShortcutHandler,
    IGlobalShortcutHandler,
    IEventHandler<ReactionAdded>,
    IEventHandler<MessageEvent>,
    IEventHandler<ChannelRename>,
    IEventHandler<UnknownEvent>
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) =>
        script.Play(command, SlashCommandResponse.Nothing, cancellationToken);

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) => script.Play(request, Ack.Done, cancellationToken);

    public Task<BlockOptionsResponse> GetOptions(BlockOptionsRequest request, CancellationToken cancellationToken) =>
        script.Play(request, new BlockOptionsResponse(), cancellationToken);

    public Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken) =>
        script.Play(submission, ViewSubmissionResponse.Close, cancellationToken);

    public Task<Ack> Handle(ViewClosed closed, CancellationToken cancellationToken) => script.Play(closed, Ack.Done, cancellationToken);

    public Task<Ack> Handle(MessageShortcut shortcut, CancellationToken cancellationToken) => script.Play(shortcut, Ack.Done, cancellationToken);

    public Task<Ack> Handle(GlobalShortcut shortcut, CancellationToken cancellationToken) => script.Play(shortcut, Ack.Done, cancellationToken);

    public Task<Ack> Handle(EventCallback<ReactionAdded> callback, CancellationToken cancellationToken) => script.Play(callback, Ack.Done, cancellationToken);

    public Task<Ack> Handle(EventCallback<MessageEvent> callback, CancellationToken cancellationToken) => script.Play(callback, Ack.Done, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelRename> callback, CancellationToken cancellationToken) => script.Play(callback, Ack.Done, cancellationToken);

    public Task<Ack> Handle(EventCallback<UnknownEvent> callback, CancellationToken cancellationToken) => script.Play(callback, Ack.Done, cancellationToken);

    public static void Everything(SlackBuilder slack) => slack
        .SlashCommand<Actor>("/deploy")
        .BlockAction<Actor>("approve")
        .BlockOptions<Actor>("service")
        .ViewSubmission<Actor>("form")
        .ViewClosed<Actor>("form")
        .MessageShortcut<Actor>("keep")
        .GlobalShortcut<Actor>("begin")
        .Event<ReactionAdded, Actor>()
        .Event<MessageEvent, Actor>()
        .Event<ChannelRename, Actor>()
        .Event<UnknownEvent, Actor>("pin_added");
}
