namespace PostmortemBot.Slack.Blocks;

/// <summary>What differs between the elements that have options.</summary>
internal sealed record OptionRule(int Fewest, int Most, bool Mrkdwn, bool Url)
{
    public static readonly OptionRule Menu = new(1, BlockLimits.MenuOptions, Mrkdwn: false, Url: false);
    public static readonly OptionRule Answer = Menu with { Fewest = 0 };
    public static readonly OptionRule Choice = new(1, BlockLimits.ChoiceOptions, Mrkdwn: true, Url: false);
    public static readonly OptionRule Overflow = new(1, BlockLimits.OverflowOptions, Mrkdwn: false, Url: true);
}

internal sealed partial class LimitCheck
{
    public void Options(string at, string? type, IReadOnlyList<Option> options, OptionRule rule)
    {
        Count(at, type, "options", options, rule.Fewest, rule.Most);
        for (var i = 0; i < options.Count; i++) OptionLimits($"{at}.options[{i}]", options[i], rule);
    }

    public void Groups(string at, string? type, IReadOnlyList<OptionGroup> groups)
    {
        Count(at, type, "option_groups", groups, 1, BlockLimits.MenuOptions);
        for (var i = 0; i < groups.Count; i++)
        {
            var groupAt = $"{at}.option_groups[{i}]";
            Required(groupAt, type: null, "label", groups[i].Label, 75);
            Options(groupAt, type: null, groups[i].Options, OptionRule.Menu);
        }
    }

    private IReadOnlyList<Option> OptionsOrGroups(string at, string type, IReadOnlyList<Option> options, IReadOnlyList<OptionGroup> groups)
    {
        if (groups is null or [])
        {
            Options(at, type, options, OptionRule.Menu);
            return options;
        }

        if (options is { Count: > 0 }) throw new SlackBlockException(at, type, "option_groups", "cannot stand beside options");
        Groups(at, type, groups);
        return [.. groups.SelectMany(static group => group.Options)];
    }

    private void OptionLimits(string at, Option? option, OptionRule rule)
    {
        if (option is null) throw new SlackBlockException(at, type: null, "option", "is missing");
        Required(at, type: null, "text", option.Text, BlockLimits.OptionText);
        Optional(at, type: null, "description", option.Description, BlockLimits.OptionText);
        if (!rule.Mrkdwn && (option.Text is Markdown || option.Description is Markdown))
            throw new SlackBlockException(at, type: null, "text", "must be plain text; mrkdwn is for checkboxes and radio buttons");
        if (string.IsNullOrEmpty(option.Value)) throw new SlackBlockException(at, type: null, "value", "is empty");
        Length(at, type: null, "value", option.Value, BlockLimits.OptionText);
        if (option.Url is { Length: > 0 } && !rule.Url) throw new SlackBlockException(at, type: null, "url", "is allowed in an overflow menu only");
        Url(at, type: null, "url", option.Url, webOnly: false);
    }

    private static void Initial(string at, string type, Option? initial, IReadOnlyList<Option> options)
    {
        if (initial is not null && !options.Contains(initial))
            throw new SlackBlockException(at, type, "initial_option", $"'{initial.Value}' is not equal to any of the options");
    }

    private static void Initial(string at, string type, IReadOnlyList<Option> initial, IReadOnlyList<Option> options)
    {
        for (var i = 0; i < (initial?.Count ?? 0); i++)
        {
            if (!options.Contains(initial![i]))
                throw new SlackBlockException(at, type, $"initial_options[{i}]", $"'{initial[i]?.Value}' is not equal to any of the options");
        }
    }
}
