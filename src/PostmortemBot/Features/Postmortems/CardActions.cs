namespace PostmortemBot.Features.Postmortems;

/// <summary>Buttons that one feature handles and another one shows.</summary>
public static class CardActions
{
    /// <summary>Opens the start form. Its value is a channel, or nothing where the form should ask for one.</summary>
    public const string StartPostmortem = "intake.start_from_anywhere";

    /// <summary>Sends the report as it stands to whoever asks. Its value is the postmortem's id.</summary>
    public const string PreviewReport = "publishing.preview";

    /// <summary>Opens the form for an action item that breaks a cause. Its value is the cause's id.</summary>
    public const string AddActionForCause = "actions.add_for_cause";

    /// <summary>Acts on an action item; their value is the item's id.</summary>
    public const string ItemDone = "actions.done";
    public const string ItemWontDo = "actions.wont_do";
    public const string ItemEdit = "actions.edit";
    public const string ItemAccept = "actions.accept";
    public const string ItemHandOn = "actions.hand_on";
    public const string ItemSplit = "actions.split";
}
