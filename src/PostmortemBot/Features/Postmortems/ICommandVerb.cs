using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>One word after /postmortem, contributed by the feature it belongs to. Help is written from these.</summary>
public interface ICommandVerb
{
    /// <summary>The word itself, lower case.</summary>
    string Verb { get; }

    /// <summary>Other words for the same, also lower case.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>Position in the help, ascending.</summary>
    int Order { get; }

    /// <summary>How it is typed after the command: "add 14:05 what happened".</summary>
    string Usage { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <summary>Whether it works on the postmortem of the channel it is typed in, and on no other.</summary>
    bool IsForThisChannel => false;

    /// <param name="command">The command as Slack sent it.</param>
    /// <param name="rest">What follows the verb, trimmed, with mentions and escapes turned into what was typed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken);
}
