using System.Globalization;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Workspaces;

/// <summary>The part of the settings that action items begin with: which day is proposed, and when it is asked what they did.</summary>
internal static class ActionItemSettings
{
    private const int MostDays = 730;
    private const int MostWeeks = 52;

    private static readonly (string Rule, string Name)[] Rules =
    [
        (DueRules.Weeks, "1 week for P0 and P1, 2 weeks for the rest"),
        (DueRules.PagerDuty, "PagerDuty: 15 days after a SEV-1, else 30 days"),
        (DueRules.Atlassian, "Atlassian: 4 weeks for P0 and P1, else 8 weeks"),
        (DueRules.Own, "Our own days, below"),
    ];

    public static IEnumerable<Block> Blocks(Settings current) =>
    [
        new InputBlock
        {
            BlockId = "due_rule",
            Label = "Due dates of action items",
            Hint = "What the form proposes; everybody can choose another day.",
            Element = new StaticSelectMenu { ActionId = "value", Options = [.. Rules.Select(Rule)], InitialOption = Rule(Rules.First(rule => rule.Rule == current.DueRule)) },
        },
        new InputBlock
        {
            BlockId = "due_days",
            Label = "Our own days, for P0, P1, P2, P3",
            Optional = true,
            Element = new PlainTextInput { ActionId = "value", InitialValue = string.Join(", ", current.DueDays), MaxLength = 40, Placeholder = "2, 7, 30, 60" },
        },
        new InputBlock
        {
            BlockId = "effect_weeks",
            Label = "Ask whether it worked after (weeks)",
            Hint = "The owner of a done item is asked by direct message. 0: nobody is asked.",
            Element = new PlainTextInput { ActionId = "value", InitialValue = current.EffectWeeks.ToString(CultureInfo.InvariantCulture), MaxLength = 4 },
        },
    ];

    /// <summary>The three settings, or what is wrong with one of them.</summary>
    public static Result<Settings> Read(ViewState state, string workspaceId)
    {
        var settings = new Settings { WorkspaceId = workspaceId };
        var rule = Rules.FirstOrDefault(known => known.Rule == state.GetOption("due_rule")).Rule ?? DueRules.Weeks;
        var days = (state.GetText("due_days") ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(day => int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        if (rule == DueRules.Own && (days.Length != 4 || days.Any(day => day is < 1 or > MostDays)))
            return new Problem($"Give four numbers of days, each from 1 to {MostDays}, for P0, P1, P2 and P3: 2, 7, 30, 60.", "due_days");
        var typed = (state.GetText("effect_weeks") ?? "").Trim();
        var weeks = settings.EffectWeeks;
        if (typed.Length > 0 && (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out weeks) || weeks > MostWeeks))
            return new Problem($"Give a whole number of weeks from 0 to {MostWeeks}; 0 means that nobody is asked.", "effect_weeks");
        return settings with
        {
            DueRule = rule,
            DueDays = days.Length == 4 && days.All(day => day is >= 1 and <= MostDays) ? days : settings.DueDays,
            EffectWeeks = weeks,
        };
    }

    private static Option Rule((string Rule, string Name) rule) => new(rule.Name, rule.Rule);
}
