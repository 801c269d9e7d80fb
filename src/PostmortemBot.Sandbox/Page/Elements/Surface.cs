using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Page.Elements;

/// <summary>What blocks stand on (a message, a modal, a Home tab): it keeps what is typed and carries clicks to the app.</summary>
public abstract class Surface
{
    private readonly Dictionary<(string Block, string Action), JsonNode?> drafts = [];

    /// <summary>Makes element ids unique on the page.</summary>
    public abstract string Prefix { get; }

    /// <summary>The action that waits for an answer, so that its button can say so.</summary>
    public string? Waiting { get; private set; }

    public string ElementId(string block, string action) =>
        string.Concat($"{Prefix}-{block}-{action}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));

    public virtual string? Error(string block) => null;

    /// <summary>What the workspace remembers of earlier choices: the values by block_id and action_id.</summary>
    protected virtual JsonObject? Remembered => null;

    /// <summary>What was typed or chosen here; else what the workspace remembers.</summary>
    public bool TryValue(string block, string action, out JsonNode? value)
    {
        if (drafts.TryGetValue((block, action), out value))
            return true;
        var entry = Entry(block, action);
        value = StateEntry.ValueOf(entry);
        return entry is not null;
    }

    /// <summary>The name of an option that was loaded earlier.</summary>
    public string? LabelOf(string block, string action, string value) =>
        Entry(block, action) is { } entry
            ? entry.List("selected_options").Append(entry.Child("selected_option")).FirstOrDefault(o => o.Text("value") == value)?.Words("text")
            : null;

    protected IEnumerable<(string Block, string Action, JsonNode? Value)> Drafts => [.. drafts.Select(d => (d.Key.Block, d.Key.Action, d.Value))];

    private JsonObject? Entry(string block, string action) => Remembered.Child(block).Child(action);

    public void Keep(string block, string action, JsonNode? value) => drafts[(block, action)] = value;

    public void Drop(string block, string action) => drafts.Remove((block, action));

    public abstract Task<IReadOnlyList<Choice>> OptionsAsync(string block, string action, string query);

    /// <summary>Sends the action once the person has agreed to its confirm dialog, if it has one.</summary>
    public async Task<bool> ActAsync(string block, JsonObject element, JsonNode? value, JsonObject? chosen = null)
    {
        var confirm = element.Child("confirm");
        if (confirm is not null && !await AskAsync(confirm))
            return false;
        Waiting = block + "/" + element.Text("action_id");
        try
        {
            await SendAsync(block, element, value, chosen);
        }
        finally
        {
            Waiting = null;
        }
        return true;
    }

    public bool IsWaiting(string block, string action) => Waiting == block + "/" + action;

    protected virtual Task<bool> AskAsync(JsonObject confirm) => Task.FromResult(true);

    protected abstract Task SendAsync(string block, JsonObject element, JsonNode? value, JsonObject? chosen);
}
