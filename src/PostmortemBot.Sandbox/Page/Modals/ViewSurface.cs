using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.Page.Elements;

namespace PostmortemBot.Sandbox.Page.Modals;

/// <summary>An open modal or a Home tab: what is typed in it, and what the app said about that.</summary>
public sealed class ViewSurface(Desk desk, string viewId) : Surface
{
    private static readonly IReadOnlyDictionary<string, string> NoErrors = new Dictionary<string, string>(StringComparer.Ordinal);

    private IReadOnlyDictionary<string, string> errors = NoErrors;

    public JsonObject View { get; set; } = [];

    public string ViewId => viewId;

    /// <summary>The banner Slack shows above the blocks when the app did not answer as it should.</summary>
    public string? Trouble { get; private set; }

    public bool Submitting { get; private set; }

    public override string Prefix => viewId;

    public override string? Error(string block) => errors.GetValueOrDefault(block);

    protected override JsonObject? Remembered => View.Child("state").Child("values");

    public override async Task<IReadOnlyList<Choice>> OptionsAsync(string block, string action, string query) =>
        await desk.TryAsync(token => desk.People.LoadOptionsAsync(desk.Me.Id, viewId, null, null, block, action, query, token)) is { } answer
            ? Options.Of(answer)
            : [];

    public async Task SubmitAsync()
    {
        Submitting = true;
        try
        {
            Take(await desk.TryAsync(token => desk.People.SubmitAsync(desk.Me.Id, viewId, TypedValues(), token)));
        }
        finally
        {
            Submitting = false;
        }
    }

    public async Task CloseAsync(bool all) =>
        Take(await desk.TryAsync(token => desk.People.CloseAsync(desk.Me.Id, viewId, all, token)));

    protected override Task<bool> AskAsync(JsonObject confirm) => desk.ConfirmAsync(confirm);

    protected override async Task SendAsync(string block, JsonObject element, JsonNode? value, JsonObject? chosen)
    {
        // The app gets the whole state with every action, so what was typed elsewhere goes first; it does not reach the app by itself.
        foreach (var (other, action, typed) in TypedInputs(quiet: true))
            await desk.TryAsync(token => desk.People.ActInViewAsync(desk.Me.Id, viewId, action, other, typed?.DeepClone(), token));
        Take(await desk.TryAsync(token => desk.People.ActInViewAsync(desk.Me.Id, viewId, element.Text("action_id") ?? "", block, value, token)));
    }

    /// <summary>What was typed into the inputs the view still has; the rest is as the view shows it.</summary>
    private JsonObject TypedValues()
    {
        var values = new JsonObject();
        foreach (var (block, _, value) in TypedInputs(quiet: false))
            values[block] = value?.DeepClone();
        return values;
    }

    private IEnumerable<(string Block, string Action, JsonNode? Value)> TypedInputs(bool quiet) => Drafts.Where(draft =>
        View.List("blocks").Any(block => block.Text("type") == "input"
            && block.Text("block_id") == draft.Block
            && block.Child("element").Text("action_id") == draft.Action
            && !(quiet && block.Flag("dispatch_action") == true)));

    private void Take(Interaction? interaction)
    {
        if (interaction is null)
            return;
        errors = interaction.Errors ?? NoErrors;
        Trouble = interaction.Problem is null ? null : interaction.Shown ?? "We had some trouble connecting. Try again?";
    }
}
