namespace PostmortemBot.Slack.Blocks;

internal enum Surface
{
    Message,
    Modal,
    Home,
}

/// <summary>One walk over the blocks of a message or a view; throws at the first thing that Slack would refuse.</summary>
internal sealed partial class LimitCheck(Surface surface)
{
    private readonly HashSet<string> _blockIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _actionIds = new(StringComparer.Ordinal);
    private string? _focus;
    private int _markdown;

    public int TextSeen { get; private set; }

    public void View(ViewDefinition view)
    {
        Length("view", view.Type, "private_metadata", view.PrivateMetadata, BlockLimits.PrivateMetadata);
        Length("view", view.Type, "callback_id", view.CallbackId, BlockLimits.Id);
        Length("view", view.Type, "external_id", view.ExternalId, BlockLimits.Id);
        if (view.Blocks is null or []) throw new SlackBlockException("view", view.Type, "blocks", "is empty");
        Blocks(view.Blocks, BlockLimits.BlocksPerView);
    }

    public void Blocks(IReadOnlyList<Block> blocks, int most)
    {
        if (blocks.Count > most) throw TooMany(surface is Surface.Message ? "message" : "view", null, "blocks", blocks.Count, most);

        for (var i = 0; i < blocks.Count; i++)
        {
            var at = $"blocks[{i}]";
            if (blocks[i] is not { } block) throw new SlackBlockException(at, type: null, "block", "is missing");

            Length(at, block.Type, "block_id", block.BlockId, BlockLimits.Id);
            if (block.BlockId.Length > 0 && !_blockIds.Add(block.BlockId))
                throw new SlackBlockException(at, block.Type, "block_id", $"'{block.BlockId}' is used by another block");
            _actionIds.Clear();
            One(at, block);
        }
    }

    private void One(string at, Block block)
    {
        switch (block)
        {
            case SectionBlock section: Section(at, section); break;
            case HeaderBlock header: Required(at, header.Type, "text", header.Text, BlockLimits.HeaderText); break;
            case ContextBlock context: Context(at, context); break;
            case ActionsBlock actions: Actions(at, actions); break;
            case InputBlock input: Input(at, input); break;
            case ImageBlock image:
                Picture(at, image.Type, image.ImageUrl, image.SlackFile, image.AltText);
                Optional(at, image.Type, "title", image.Title, 2_000);
                break;
            case MarkdownBlock markdown: MarkdownLimits(at, markdown); break;
            case RichTextBlock richText:
                Count(at, richText.Type, "elements", richText.Elements, 1, int.MaxValue);
                break;
            default: break;
        }
    }

    private void Section(string at, SectionBlock section)
    {
        Count(at, section.Type, "fields", section.Fields, 0, 10);
        Optional(at, section.Type, "text", section.Text, BlockLimits.Text);
        if (section.Text is not { Text.Length: > 0 } && section.Fields is [])
            throw new SlackBlockException(at, section.Type, "text", "is empty, and there are no fields");
        for (var i = 0; i < section.Fields.Count; i++) Required(at, section.Type, $"fields[{i}]", section.Fields[i], BlockLimits.FieldText);

        if (section.Accessory is not { } accessory) return;
        if (accessory is not (Button or MenuElement or CheckboxGroup or RadioButtonGroup or OverflowMenu or Image or UnknownElement))
            throw new SlackBlockException(at, section.Type, "accessory", $"cannot be a {accessory.Type}");
        Element($"{at}.accessory", accessory, inInput: false);
    }

    private void Context(string at, ContextBlock context)
    {
        Count(at, context.Type, "elements", context.Elements, 1, BlockLimits.ContextElements);
        for (var i = 0; i < context.Elements.Count; i++)
        {
            var element = context.Elements[i];
            var elementAt = $"{at}.elements[{i}]";
            if (element is TextObject text) Required(elementAt, text.Type, "text", text, BlockLimits.Text);
            else if (element is Image image) Element(elementAt, image, inInput: false);
            else if (element is null) throw new SlackBlockException(at, context.Type, $"elements[{i}]", "is missing");
        }
    }

    private void Actions(string at, ActionsBlock actions)
    {
        Count(at, actions.Type, "elements", actions.Elements, 1, BlockLimits.ActionsElements);
        for (var i = 0; i < actions.Elements.Count; i++)
        {
            if (actions.Elements[i] is not BlockElement element) throw new SlackBlockException(at, actions.Type, $"elements[{i}]", "is missing");
            Element($"{at}.elements[{i}]", element, inInput: false);
        }
    }

    private void Input(string at, InputBlock input)
    {
        Required(at, input.Type, "label", input.Label, 2_000);
        Optional(at, input.Type, "hint", input.Hint, 2_000);
        if (input.Element is not BlockElement element) throw new SlackBlockException(at, input.Type, "element", "is missing");
        if (element is FileInput && surface is not Surface.Modal)
            throw new SlackBlockException(at, input.Type, "element", "cannot be a file_input outside a modal");
        Element($"{at}.element", element, inInput: true);
    }

    private void MarkdownLimits(string at, MarkdownBlock block)
    {
        if (surface is not Surface.Message) throw new SlackBlockException(at, block.Type, "type", "is allowed in messages only");
        if (string.IsNullOrEmpty(block.Text)) throw new SlackBlockException(at, block.Type, "text", "is empty");
        _markdown += block.Text.Length;
        TextSeen += block.Text.Length;
        if (_markdown > BlockLimits.MarkdownBlocks)
            throw new SlackBlockException(at, block.Type, "text", TooLong(_markdown, BlockLimits.MarkdownBlocks, "with the other markdown blocks"), BlockLimits.MarkdownBlocks);
    }
}
