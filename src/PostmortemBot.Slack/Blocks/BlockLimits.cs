using System.Text.Json;

namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// Slack's limits on blocks and views, checked before anything is sent: the first thing Slack would refuse is thrown as a
/// <see cref="SlackBlockException"/>. Lengths are counted in UTF-16 units.
/// <see href="https://docs.slack.dev/reference/block-kit"/>
/// </summary>
public static class BlockLimits
{
    /// <summary>The most blocks of a message.</summary>
    public const int BlocksPerMessage = 50;

    /// <summary>The most blocks of a modal or a Home tab.</summary>
    public const int BlocksPerView = 100;

    /// <summary>How much text one post should hold at most; Slack refuses somewhere above it, without saying where.</summary>
    public const int AdvisedTextPerPost = 10_000;

    /// <summary>Text in one post from which on Slack is known to refuse it.</summary>
    public const int TextPerPost = 13_000;

    /// <summary>The most text of one text object, and of a section.</summary>
    public const int Text = 3_000;

    /// <summary>The most text of one field of a section.</summary>
    public const int FieldText = 2_000;

    /// <summary>The most text of a header.</summary>
    public const int HeaderText = 150;

    /// <summary>The most text of a modal's title and of its buttons.</summary>
    public const int ModalTitle = 24;

    /// <summary>The most text of a button, an option, and an option's description.</summary>
    public const int OptionText = 75;

    /// <summary>The most elements of an actions block.</summary>
    public const int ActionsElements = 25;

    /// <summary>The most elements of a context block.</summary>
    public const int ContextElements = 10;

    /// <summary>The most options of a menu, and the most groups.</summary>
    public const int MenuOptions = 100;

    /// <summary>The most options of checkboxes and of radio buttons.</summary>
    public const int ChoiceOptions = 10;

    /// <summary>The most options of an overflow menu.</summary>
    public const int OverflowOptions = 5;

    /// <summary>The longest action_id, block_id, callback_id and external_id.</summary>
    public const int Id = 255;

    /// <summary>The longest private_metadata of a view.</summary>
    public const int PrivateMetadata = 3_000;

    /// <summary>The largest view, in bytes of JSON.</summary>
    public const int ViewBytes = 250_000;

    /// <summary>The most text over all markdown blocks of a message.</summary>
    public const int MarkdownBlocks = 12_000;

    /// <summary>Checks the blocks of a message; a message without blocks is fine.</summary>
    /// <param name="blocks">The blocks of one message.</param>
    /// <exception cref="SlackBlockException">Slack would refuse it.</exception>
    public static void Check(IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var check = new LimitCheck(Surface.Message);
        check.Blocks(blocks, BlocksPerMessage);
        if (check.TextSeen > TextPerPost)
            throw new SlackBlockException("blocks", type: null, "text", LimitCheck.TooLong(check.TextSeen, TextPerPost, "in all"), TextPerPost);
    }

    /// <summary>Checks a modal.</summary>
    /// <param name="view">The modal.</param>
    /// <exception cref="SlackBlockException">Slack would refuse it.</exception>
    public static void Check(ModalViewDefinition view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var check = new LimitCheck(Surface.Modal);
        check.View(view);
        check.Required("view", view.Type, "title", view.Title, ModalTitle);
        check.Optional("view", view.Type, "submit", view.Submit, ModalTitle);
        check.Optional("view", view.Type, "close", view.Close, ModalTitle);
        if (view.Submit is not { Text.Length: > 0 } && view.Blocks.Any(static block => block is InputBlock))
            throw new SlackBlockException("view", view.Type, "submit", "is missing, and a modal with input blocks needs it");
        CheckSize(view);
    }

    /// <summary>Checks a Home tab.</summary>
    /// <param name="view">The Home tab.</param>
    /// <exception cref="SlackBlockException">Slack would refuse it.</exception>
    public static void Check(HomeViewDefinition view)
    {
        ArgumentNullException.ThrowIfNull(view);
        new LimitCheck(Surface.Home).View(view);
        CheckSize(view);
    }

    /// <summary>Checks a modal or a Home tab.</summary>
    /// <param name="view">The view.</param>
    /// <exception cref="SlackBlockException">Slack would refuse it.</exception>
    public static void Check(ViewDefinition view)
    {
        if (view is ModalViewDefinition modal) Check(modal);
        else Check((HomeViewDefinition)view);
    }

    /// <summary>Checks the options that an external menu is answered with.</summary>
    /// <param name="options">At most 100 options.</param>
    /// <exception cref="SlackBlockException">Slack would refuse it.</exception>
    public static void Check(IReadOnlyList<Option> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        new LimitCheck(Surface.Message).Options("answer", "block_suggestion", options, OptionRule.Answer);
    }

    /// <summary>Checks the groups of options that an external menu is answered with.</summary>
    /// <param name="groups">At most 100 groups of at most 100 options.</param>
    /// <exception cref="SlackBlockException">Slack would refuse it.</exception>
    public static void Check(IReadOnlyList<OptionGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        new LimitCheck(Surface.Message).Groups("answer", "block_suggestion", groups);
    }

    /// <summary>How much text the blocks of a message hold, to compare with <see cref="AdvisedTextPerPost"/>.</summary>
    /// <param name="blocks">The blocks of one message, within their limits.</param>
    /// <exception cref="SlackBlockException">A block is past a limit of its own.</exception>
    public static int TextLength(IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var check = new LimitCheck(Surface.Message);
        check.Blocks(blocks, int.MaxValue);
        return check.TextSeen;
    }

    private static void CheckSize(ViewDefinition view)
    {
        var size = JsonSerializer.SerializeToUtf8Bytes(view, SlackJson.Options).Length;
        if (size > ViewBytes)
            throw new SlackBlockException("view", view.Type, "JSON", $"is {LimitCheck.Number(size)} bytes long, the limit is {LimitCheck.Number(ViewBytes)}", ViewBytes);
    }
}
