namespace PostmortemBot.Features.Postmortems;

/// <summary>Buttons that one feature handles and another one shows. The value is the postmortem's id.</summary>
public static class CardActions
{
    /// <summary>Sends the report as it stands to whoever asks.</summary>
    public const string PreviewReport = "publishing.preview";
}
