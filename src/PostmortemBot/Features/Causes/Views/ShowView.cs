using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Views;

/// <summary>A view of the causes, by its word or by its button.</summary>
public abstract class ShowView(CauseView view, OpenView open, NamedPostmortem named, PostmortemAccess access, ISlackClients slack) : ICommandVerb, IBlockActionHandler
{
    public abstract string Verb { get; }
    public virtual IReadOnlyList<string> Aliases => [];
    public abstract int Order { get; }
    public string Usage => $"{Verb} [PM-12]";
    public abstract string Summary { get; }

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);
        await open.OpenAsync(view, postmortem, command.UserId, command.TriggerId, fromModal: false, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        await open.OpenAsync(view, postmortem, request.UserId, request.TriggerId, request.View?.Type == "modal", cancellationToken);
        return Ack.Done;
    }
}

public sealed class ShowFaultTree(FaultTreeView view, OpenView open, NamedPostmortem named, PostmortemAccess access, ISlackClients slack) : ShowView(view, open, named, access, slack)
{
    public const string ActionId = "causes.fault_tree";

    public override string Verb => "fault-tree";
    public override IReadOnlyList<string> Aliases => ["faulttree", "fault"];
    public override int Order => 43;
    public override string Summary => "shows which combinations of causes were enough, and what would have stopped them";
}

public sealed class ShowMap(MapView view, OpenView open, NamedPostmortem named, PostmortemAccess access, ISlackClients slack) : ShowView(view, open, named, access, slack)
{
    public const string ActionId = "causes.map";

    public override string Verb => "map";
    public override int Order => 44;
    public override string Summary => "shows how it went from service to service";
}

/// <summary>Sends the picture of the tree of whys to whoever asks.</summary>
public sealed class ShowWhysPicture(WhysView view, OpenView open, PostmortemAccess access, ISlackClients slack) : IBlockActionHandler
{
    public const string ActionId = "causes.picture";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        await open.OpenAsync(view, postmortem, request.UserId, request.TriggerId, request.View?.Type == "modal", cancellationToken);
        return Ack.Done;
    }
}
