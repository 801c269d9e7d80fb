namespace PostmortemBot.Slack;

internal sealed class DefaultFailureWords : IFailureWords
{
    public string For(Exception failure, string reference) => failure is OperationCanceledException
        ? $"This took too long and was stopped. Please look whether it was done before you try again. Reference {reference}."
        : $"This did not work and nothing was changed. Please try again; if it fails again, tell whoever runs this app. Reference {reference}.";
}
