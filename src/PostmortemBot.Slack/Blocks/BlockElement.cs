using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>An element inside a block. <see href="https://docs.slack.dev/reference/block-kit/block-elements"/></summary>
[JsonConverter(typeof(BlockElementConverter))]
public abstract record BlockElement
{
    private protected BlockElement(string type) => Type = type;

    /// <summary>Slack's name of the kind of element.</summary>
    public string Type { get; }
}

/// <summary>What may stand in an <see cref="ActionsBlock"/>.</summary>
[JsonConverter(typeof(ActionElementConverter))]
public interface IActionElement
{
    /// <summary>Slack's name of the kind of element.</summary>
    string Type { get; }
}

/// <summary>What may be filled in inside an <see cref="InputBlock"/>.</summary>
[JsonConverter(typeof(InputElementConverter))]
public interface IInputBlockElement
{
    /// <summary>Slack's name of the kind of element.</summary>
    string Type { get; }
}

/// <summary>What may stand in a <see cref="ContextBlock"/>: texts and images.</summary>
[JsonConverter(typeof(ContextElementConverter))]
public interface IContextElement
{
    /// <summary>Slack's name of the kind of element.</summary>
    string Type { get; }
}

/// <summary>An element that people use.</summary>
public abstract record InteractiveElement : BlockElement
{
    private protected InteractiveElement(string type) : base(type)
    {
    }

    /// <summary>Finds the handler; at most 255 characters, unique in its block. Slack makes one up when it is missing.</summary>
    public string ActionId { get => field; init => field = value ?? ""; } = "";
}

/// <summary>What all menus share.</summary>
public abstract record MenuElement : InteractiveElement, IActionElement, IInputBlockElement
{
    private protected MenuElement(string type) : base(type)
    {
    }

    /// <summary>Shown while nothing is chosen, at most 150 characters.</summary>
    public PlainText? Placeholder { get; init; }

    /// <summary>Asked before a choice is sent.</summary>
    public ConfirmationDialog? Confirm { get; init; }

    /// <summary>Puts the cursor here when the view opens; on one element of a view.</summary>
    public bool FocusOnLoad { get; init; }
}

/// <summary>What all fields to type in share.</summary>
public abstract record TextFieldElement : InteractiveElement, IInputBlockElement
{
    private protected TextFieldElement(string type) : base(type)
    {
    }

    /// <summary>Shown while nothing is typed, at most 150 characters.</summary>
    public PlainText? Placeholder { get; init; }

    /// <summary>When typing sends a block action.</summary>
    public DispatchActionConfig? DispatchActionConfig { get; init; }

    /// <summary>Puts the cursor here when the view opens; on one element of a view.</summary>
    public bool FocusOnLoad { get; init; }
}

/// <summary>An element of a type this library has no record for, kept as it came.</summary>
[JsonConverter(typeof(UnknownElementConverter))]
public sealed record UnknownElement : BlockElement, IActionElement, IInputBlockElement, IContextElement
{
    /// <summary>Keeps an element as JSON.</summary>
    /// <param name="json">The whole element.</param>
    public UnknownElement(JsonElement json) : base(json.StringField("type")) => Json = json;

    /// <summary>The whole element.</summary>
    public JsonElement Json { get; }
}
