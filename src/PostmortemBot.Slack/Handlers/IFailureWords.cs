namespace PostmortemBot.Slack;

/// <summary>Says to a person that a handler failed.</summary>
public interface IFailureWords
{
    /// <summary>The sentence the person reads.</summary>
    /// <param name="failure">What the handler threw; an <see cref="OperationCanceledException"/> when it took too long.</param>
    /// <param name="reference">What to search the log for.</param>
    string For(Exception failure, string reference);
}
