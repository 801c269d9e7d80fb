using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Loops;

/// <summary>The form for one entry, new or edited.</summary>
public static class LoopForm
{
    private const string Everybody = "everybody";
    private const int OptionLength = 75;

    public static IReadOnlyList<Block> Blocks(LoopDraft known, IReadOnlyList<Finding> findings)
    {
        var blocks = new List<Block>
        {
            Input("kind", "What did it become?", Menu(LoopKinds.All.Select(kind => new Option(kind.Name, kind.Kind) { Description = (TextObject)kind.Meaning }), known.Kind)),
            Input("title", "Title", new PlainTextInput { ActionId = "value", InitialValue = NullIfEmpty(known.Title), MaxLength = LoopDraft.TitleLength, Placeholder = "Runbook: the queue grows" }),
            Input("url", "Link", new PlainTextInput { ActionId = "value", InitialValue = NullIfEmpty(known.Url), MaxLength = LoopDraft.UrlLength, Placeholder = "https://" }, optional: true),
            Input("service", "Service", new PlainTextInput { ActionId = "value", InitialValue = NullIfEmpty(known.Service), MaxLength = LoopDraft.ServiceLength, Placeholder = "payments" },
                optional: true, hint: "A runbook is shown when this service has its next incident."),
            Input("state", "How far is it?", Menu(LoopStates.All.Select(state => new Option(state.Name, state.State)), known.State)),
            Input("owner", "Who looks after it?", new UserSelectMenu { ActionId = "value", InitialUser = known.OwnerId }, optional: true, hint: "They are asked whether it is still true. Nobody: the facilitator is."),
            Input("verify", "Ask again on", new DatePicker { ActionId = "value", InitialDate = known.VerifyOn }, optional: true),
        };
        if (findings.Count > 0)
            blocks.Add(Input("finding", "Comes from", Menu(findings.Select(Choice), known.FindingId?.ToString()), optional: true));
        var everybody = new Option("Show this runbook to everybody", Everybody) { Description = "Even to those who may not read this postmortem" };
        blocks.Add(Input("everybody", "Who may see it", new CheckboxGroup { ActionId = "value", Options = [everybody], InitialOptions = known.IsForEverybody ? [everybody] : [] }, optional: true));
        return blocks;
    }

    public static LoopDraft Read(ViewState state) => new()
    {
        Kind = state.GetOption("kind") ?? "",
        Title = state.GetText("title")?.ReplaceLineEndings(" ").Trim() ?? "",
        Url = state.GetText("url")?.Trim() ?? "",
        Service = state.GetText("service")?.ReplaceLineEndings(" ").Trim() ?? "",
        State = state.GetOption("state") ?? "",
        FindingId = Guid.TryParse(state.GetOption("finding"), out var finding) ? finding : null,
        OwnerId = state.GetUser("owner"),
        VerifyOn = state.GetDate("verify"),
        IsForEverybody = state.GetOptions("everybody").Contains(Everybody),
    };

    public static LoopDraft Proposal(Postmortem postmortem, string title, string ownerId, DateOnly today) => new()
    {
        Kind = LoopKinds.Runbook,
        Title = Mrkdwn.Cut(title.ReplaceLineEndings(" "), LoopDraft.TitleLength),
        Url = "",
        Service = postmortem.Services.FirstOrDefault() is { } service ? Mrkdwn.Cut(service, LoopDraft.ServiceLength) : "",
        State = LoopStates.InPlace,
        OwnerId = ownerId,
        VerifyOn = today.AddDays(LoopDays.Verify),
    };

    public static LoopDraft Of(LoopEntry entry) => new()
    {
        Kind = entry.Kind,
        Title = entry.Title,
        Url = entry.Url,
        Service = entry.Service,
        State = entry.State,
        FindingId = entry.FindingId,
        OwnerId = entry.OwnerId,
        VerifyOn = entry.VerifyOn,
        IsForEverybody = entry.IsForEverybody,
    };

    private static Option Choice(Finding finding) => new(Mrkdwn.Cut(finding.Text.ReplaceLineEndings(" "), OptionLength), finding.FindingId.ToString());

    private static StaticSelectMenu Menu(IEnumerable<Option> options, string? chosen)
    {
        Option[] all = [.. options];
        return new StaticSelectMenu { ActionId = "value", Options = all, InitialOption = all.FirstOrDefault(option => option.Value == chosen) };
    }

    private static InputBlock Input(string blockId, string label, IInputBlockElement element, bool optional = false, string? hint = null) =>
        new() { BlockId = blockId, Label = label, Element = element, Optional = optional, Hint = hint is null ? null : new PlainText(hint) };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
