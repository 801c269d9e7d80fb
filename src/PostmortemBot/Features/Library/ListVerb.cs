using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Library;

/// <summary>/postmortem list, mine and search: the same answer, differently chosen.</summary>
public abstract class ListVerb(LibraryLists lists) : ICommandVerb
{
    public const string BackId = "library.page_back";
    public const string OnId = "library.page_on";

    public abstract string Verb { get; }
    public virtual IReadOnlyList<string> Aliases => [];
    public abstract int Order { get; }
    public abstract string Usage { get; }
    public abstract string Summary { get; }

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var (text, blocks) = await lists.DrawAsync(new Reader(command.WorkspaceId, command.UserId), new LibraryPage(Verb, 0, rest), cancellationToken);
        return SlashCommandResponse.Ephemeral(text, [.. blocks]);
    }
}

public sealed class ListAll(LibraryLists lists) : ListVerb(lists)
{
    public override string Verb => LibraryPage.Everything;
    public override IReadOnlyList<string> Aliases => ["all"];
    public override int Order => 210;
    public override string Usage => "list";
    public override string Summary => "lists the postmortems you can read, newest first";
}

public sealed class ListMine(LibraryLists lists) : ListVerb(lists)
{
    public override string Verb => LibraryPage.Mine;
    public override int Order => 220;
    public override string Usage => "mine";
    public override string Summary => "lists those you started, lead or review";
}

public sealed class SearchWords(LibraryLists lists) : ListVerb(lists)
{
    public override string Verb => LibraryPage.Search;
    public override IReadOnlyList<string> Aliases => ["find"];
    public override int Order => 200;
    public override string Usage => "search words";
    public override string Summary => "finds earlier ones by any word in them; \"in quotes\" for a phrase, -word to leave out";
}

/// <summary>Turns the pages of a list that was answered.</summary>
public sealed class TurnPage(LibraryLists lists, ISlackClients slack) : IBlockActionHandler
{
    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (LibraryPage.Parse(request.Action.ChosenValue) is not { } page || request.ResponseUrl is not { Length: > 0 } url)
            return Ack.Done;
        var (text, blocks) = await lists.DrawAsync(new Reader(request.WorkspaceId, request.UserId), page, cancellationToken);
        await slack.For(request.WorkspaceId).Respond(url, new MessageResponse { Text = text, Blocks = blocks, ReplaceOriginal = true }, cancellationToken);
        return Ack.Done;
    }
}

/// <summary>Asks the store and words the answer.</summary>
public sealed class LibraryLists(LibraryStore store, People people)
{
    private const int MostLettersAsked = 300;

    public async Task<(string Text, IReadOnlyList<Block> Blocks)> DrawAsync(Reader reader, LibraryPage page, CancellationToken cancellationToken)
    {
        // The access rule looks at the reader's row.
        await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        if (page.Kind == LibraryPage.Search && page.Words.Length == 0)
            return Say("Search for what? Type `/postmortem search load balancer`, or a service, a severity, a phrase \"in quotes\".");
        if (page.Words.Length > MostLettersAsked)
            return Say($"That is a lot to search for. Keep it within {MostLettersAsked} letters.");

        // A button's value holds what was typed, so it is cut nowhere else.
        var words = page.Words.Replace("\0", "", StringComparison.Ordinal);
        var hits = page.Kind == LibraryPage.Search
            ? await store.SearchAsync(reader, words, page.Number * LibraryPage.Size, LibraryPage.Size, cancellationToken)
            : await store.ListAsync(reader, page.Kind == LibraryPage.Mine, page.Number * LibraryPage.Size, LibraryPage.Size, cancellationToken);
        if (hits.Count == 0)
            return Say(Nothing(page));

        var heading = Heading(page, hits[0].Total);
        return (heading, HitBlocks.Page(heading, hits, page));
    }

    private static string Heading(LibraryPage page, long total)
    {
        var count = total == 1 ? "1 postmortem" : $"{total:N0} postmortems";
        return page.Kind switch
        {
            LibraryPage.Search => $"{count} for “{Mrkdwn.Escape(page.Words)}”",
            LibraryPage.Mine => $"{count} that you started, lead or review",
            _ => $"{count} that you can read",
        };
    }

    private static string Nothing(LibraryPage page) => page.Kind switch
    {
        LibraryPage.Search => $"Nothing that you can read mentions “{Mrkdwn.Escape(page.Words)}”. Try fewer words, or `/postmortem list`.",
        LibraryPage.Mine => "You have not started, led or reviewed one yet. `/postmortem` in an incident channel starts one.",
        _ => "There are no postmortems yet that you can read. `/postmortem` in an incident channel starts the first.",
    };

    private static (string, IReadOnlyList<Block>) Say(string text) => (text, [new SectionBlock { Text = new Markdown(text) }]);
}
