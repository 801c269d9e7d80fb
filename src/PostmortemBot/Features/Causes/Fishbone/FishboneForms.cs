using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The forms in which causes are put on bones.</summary>
public static class FishboneForms
{
    public const string TextField = "text";

    /// <summary>So much of a select menu Slack shows.</summary>
    private const int OptionLength = 75;

    public static ModalViewDefinition Add(FishboneTarget target, IReadOnlyList<string> categories, string? notice = null, string? typed = null, string? bone = null)
    {
        var blocks = new List<Block>();
        if (notice is not null)
            blocks.Add(new SectionBlock { Text = new Markdown(notice) });
        blocks.AddRange(Causes(categories, typed, bone));
        return new ModalViewDefinition
        {
            CallbackId = AddNotes.Id,
            Title = "Add to the fishbone",
            Submit = notice is null ? "Add" : "Add openly",
            Close = "Cancel",
            PrivateMetadata = target.ToString(),
            Blocks = blocks,
        };
    }

    /// <summary>The box for causes, one a line, and the bone they stand on.</summary>
    public static IReadOnlyList<Block> Causes(IReadOnlyList<string> categories, string? typed = null, string? bone = null) =>
    [
        new InputBlock
        {
            BlockId = TypedCauses.Field,
            Label = "What made it possible?",
            Hint = $"One cause on each line, up to {TypedCauses.MostAtOnce}. A line may name its own bone first: “{categories[0]}: nobody had been shown how”. What and how, never who.",
            Element = new PlainTextInput
            {
                ActionId = "value",
                Multiline = true,
                MaxLength = Answer.TextLength,
                InitialValue = typed is { Length: > 0 } ? Mrkdwn.Cut(typed, Answer.TextLength) : null,
                FocusOnLoad = true,
            },
        },
        Bone(categories, bone, "Bone for the lines that name none"),
    ];

    public static InputBlock Text(string known, string label = "Cause") => new()
    {
        BlockId = TextField,
        Label = label,
        Hint = Why.Hint,
        Element = new PlainTextInput
        {
            ActionId = "value",
            Multiline = true,
            MaxLength = Answer.TextLength,
            InitialValue = Mrkdwn.Cut(known, Answer.TextLength),
            FocusOnLoad = true,
        },
    };

    public static InputBlock Bone(IReadOnlyList<string> categories, string? chosen, string label = "Bone")
    {
        Option[] options = [.. categories.Take(90).Select(name => new Option(Mrkdwn.Cut(name, OptionLength), name)), new("Not sure", TypedCauses.NoBone)];
        return new InputBlock
        {
            BlockId = TypedCauses.BoneField,
            Label = label,
            Element = new StaticSelectMenu
            {
                ActionId = "value",
                Options = options,
                InitialOption = options.FirstOrDefault(option => Categories.Same(option.Value, chosen)) ?? options[^1],
            },
        };
    }

    public static string? ReadBone(ViewState state) => state.GetOption(TypedCauses.BoneField) is { } bone && bone != TypedCauses.NoBone ? bone : null;

    /// <summary>The one question that the whys ask too, where a cause stops at people. Offered, never asked twice, never a condition.</summary>
    /// <param name="shallow">What speaks for asking.</param>
    /// <param name="text">The cause, which is stored by now.</param>
    /// <param name="metadata">Which cause it is.</param>
    public static ModalViewDefinition OneQuestion(ShallowAnswer shallow, string text, string metadata) => new()
    {
        CallbackId = Rephrase.Id,
        Title = "Added. One question",
        Submit = "Save",
        Close = "Keep as it is",
        PrivateMetadata = metadata,
        Blocks =
        [
            new SectionBlock { Text = new Markdown($":bulb: {shallow.Reason} {shallow.Question}") },
            Text(text, "Say what made it possible, or keep it"),
        ],
    };

    public static ModalViewDefinition Notice(string title, string words) => new()
    {
        CallbackId = "notice",
        Title = title,
        Close = "Close",
        Blocks = [new SectionBlock { Text = new Markdown(words) }],
    };
}
