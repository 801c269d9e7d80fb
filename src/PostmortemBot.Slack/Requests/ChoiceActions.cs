using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>A button was pressed.</summary>
public sealed record ButtonAction() : BlockAction("button")
{
    /// <summary>What the app put into the button.</summary>
    public string? Value { get; init; }

    /// <summary>The address the button opened; such a button needs no handler.</summary>
    public string? Url { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => Value;
}

/// <summary>Something was chosen in a menu.</summary>
public sealed record StaticSelectAction() : BlockAction("static_select")
{
    /// <summary>The choice; null when it was taken back.</summary>
    public Option? SelectedOption { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedOption?.Value;
}

/// <summary>Something was chosen in an external menu.</summary>
public sealed record ExternalSelectAction() : BlockAction("external_select")
{
    /// <summary>The choice; null when it was taken back.</summary>
    public Option? SelectedOption { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedOption?.Value;
}

/// <summary>Something was chosen in a group of radio buttons.</summary>
public sealed record RadioButtonGroupAction() : BlockAction("radio_buttons")
{
    /// <summary>The choice; null when it was taken back.</summary>
    public Option? SelectedOption { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedOption?.Value;
}

/// <summary>Something was chosen in an overflow menu.</summary>
public sealed record OverflowAction() : BlockAction("overflow")
{
    /// <summary>The choice; null when it was taken back.</summary>
    public Option? SelectedOption { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedOption?.Value;
}

/// <summary>Some things were chosen in a menu.</summary>
public sealed record StaticMultiSelectAction() : BlockAction("multi_static_select")
{
    /// <summary>The choices.</summary>
    public IReadOnlyList<Option> SelectedOptions { get => field; init => field = value ?? []; } = [];
}

/// <summary>Some things were chosen in an external menu.</summary>
public sealed record ExternalMultiSelectAction() : BlockAction("multi_external_select")
{
    /// <summary>The choices.</summary>
    public IReadOnlyList<Option> SelectedOptions { get => field; init => field = value ?? []; } = [];
}

/// <summary>Some things were chosen in a group of checkboxes.</summary>
public sealed record CheckboxGroupAction() : BlockAction("checkboxes")
{
    /// <summary>The choices.</summary>
    public IReadOnlyList<Option> SelectedOptions { get => field; init => field = value ?? []; } = [];
}
