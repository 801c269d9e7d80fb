using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Intake;

/// <summary>The form for the facts: drawn when a postmortem starts and when its facts are edited.</summary>
public static class FactsForm
{
    /// <param name="known">What is stored already; null when it starts.</param>
    /// <param name="facilitatorId">Who leads, unless the stored facts say.</param>
    /// <param name="askForChannel">Whether it was opened where there is no incident channel.</param>
    public static IReadOnlyList<Block> Blocks(Postmortem? known, string facilitatorId, bool askForChannel)
    {
        var blocks = new List<Block>();
        if (askForChannel)
        {
            blocks.Add(new InputBlock
            {
                BlockId = "channel",
                Label = "Incident channel",
                Hint = "The card, the prompts and the report go there. In a private channel, only its members see them.",
                Element = new ConversationSelectMenu
                {
                    ActionId = "value",
                    Filter = new ConversationFilter { Include = ["public", "private"], ExcludeBotUsers = true },
                },
            });
        }

        blocks.AddRange(
        [
            new InputBlock
            {
                BlockId = "title",
                Label = "Title",
                Element = new PlainTextInput
                {
                    ActionId = "value", InitialValue = known?.Title, MaxLength = IncidentFacts.TitleLength,
                    Placeholder = "What went wrong, for whom", FocusOnLoad = !askForChannel,
                },
            },
            new InputBlock
            {
                BlockId = "severity",
                Label = "Severity",
                Element = new StaticSelectMenu
                {
                    ActionId = "value",
                    Placeholder = "How bad was it at its worst?",
                    Options = [.. Severities.All.Select(SeverityOption)],
                    InitialOption = known is null ? null : SeverityOption(Severities.All.First(severity => severity.Name == known.Severity)),
                },
            },
            new InputBlock
            {
                BlockId = "kind",
                Label = "What was it?",
                Element = new RadioButtonGroup
                {
                    ActionId = "value",
                    Options = [IncidentOption, NearMissOption],
                    InitialOption = known?.IsNearMiss == true ? NearMissOption : IncidentOption,
                },
            },
            new InputBlock
            {
                BlockId = "impact",
                Label = "Impact",
                Hint = "In people's terms: who could not do what, how many, for how long.",
                Optional = true,
                Element = new PlainTextInput { ActionId = "value", Multiline = true, InitialValue = NullIfEmpty(known?.Impact), MaxLength = IncidentFacts.ImpactLength },
            },
            new InputBlock
            {
                BlockId = "services",
                Label = "Services",
                Hint = "With commas between. They make it findable later.",
                Optional = true,
                Element = new PlainTextInput
                {
                    ActionId = "value", Placeholder = "payments, load-balancer",
                    InitialValue = known is null ? null : NullIfEmpty(string.Join(", ", known.Services)),
                },
            },
            new InputBlock
            {
                BlockId = "slo",
                Label = "SLO touched",
                Optional = true,
                Element = new PlainTextInput
                {
                    ActionId = "value", InitialValue = NullIfEmpty(known?.Slo), MaxLength = IncidentFacts.SloLength,
                    Placeholder = "payments availability 99.95 %",
                },
            },
            Moment("started", "Impact started", known?.StartedAt),
            Moment("detected", "Detected", known?.DetectedAt),
            Moment("mitigated", "Mitigated", known?.MitigatedAt),
            Moment("resolved", "Resolved", known?.ResolvedAt),
            new InputBlock
            {
                BlockId = "facilitator",
                Label = "Facilitator",
                Hint = "Leads the analysis and keeps it blameless. Best somebody who did not fix it.",
                Element = new UserSelectMenu { ActionId = "value", InitialUser = known?.FacilitatorId ?? facilitatorId },
            },
        ]);
        return blocks;
    }

    public static IncidentFacts Read(ViewState state) => new()
    {
        Title = state.GetText("title")?.Trim() ?? "",
        Kind = state.GetOption("kind") ?? "",
        Severity = state.GetOption("severity") ?? "",
        Services = IncidentFacts.ParseServices(state.GetText("services") ?? ""),
        Impact = state.GetText("impact")?.Trim() ?? "",
        Slo = state.GetText("slo")?.Trim() ?? "",
        StartedAt = state.GetDateTime("started"),
        DetectedAt = state.GetDateTime("detected"),
        MitigatedAt = state.GetDateTime("mitigated"),
        ResolvedAt = state.GetDateTime("resolved"),
        FacilitatorId = state.GetUser("facilitator") ?? "",
    };

    /// <summary>The facts to store: what this person changed, on top of what is stored now.</summary>
    public static IncidentFacts Merge(IncidentFacts typed, ShownForm shown, Postmortem stored) => typed with
    {
        Title = ShownForm.Merge(typed.Title, shown.Text("title"), stored.Title),
        Kind = ShownForm.Merge(typed.Kind, shown.Option("kind"), stored.Kind),
        Severity = ShownForm.Merge(typed.Severity, shown.Option("severity"), stored.Severity),
        Services = typed.Services.SequenceEqual(IncidentFacts.ParseServices(shown.Text("services"))) ? stored.Services : typed.Services,
        Impact = ShownForm.Merge(typed.Impact, shown.Text("impact"), stored.Impact),
        Slo = ShownForm.Merge(typed.Slo, shown.Text("slo"), stored.Slo),
        StartedAt = ShownForm.Merge(typed.StartedAt, shown.Moment("started"), stored.StartedAt),
        DetectedAt = ShownForm.Merge(typed.DetectedAt, shown.Moment("detected"), stored.DetectedAt),
        MitigatedAt = ShownForm.Merge(typed.MitigatedAt, shown.Moment("mitigated"), stored.MitigatedAt),
        ResolvedAt = ShownForm.Merge(typed.ResolvedAt, shown.Moment("resolved"), stored.ResolvedAt),
        FacilitatorId = ShownForm.Merge(typed.FacilitatorId, shown.User("facilitator") ?? "", stored.FacilitatorId),
    };

    private static InputBlock Moment(string blockId, string label, DateTimeOffset? known) => new()
    {
        BlockId = blockId,
        Label = label,
        Optional = true,
        Element = new DateTimePicker { ActionId = "value", InitialDateTime = known },
    };

    private static readonly Option IncidentOption = new("An incident", IncidentKind.Incident) { Description = "People noticed, or could have" };
    private static readonly Option NearMissOption = new("A near miss", IncidentKind.NearMiss) { Description = "It nearly happened: as much to learn, no harm done" };

    private static Option SeverityOption((string Name, string Meaning) severity) => new($"{severity.Name} · {severity.Meaning}", severity.Name);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
