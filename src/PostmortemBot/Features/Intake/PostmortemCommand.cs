using System.Collections.Frozen;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Intake;

/// <summary>/postmortem: finds the verb, or teaches.</summary>
public sealed class PostmortemCommand : ISlashCommandHandler
{
    public const string Command = "/postmortem";

    private readonly FrozenDictionary<string, ICommandVerb> _verbs;
    private readonly ICommandVerb _card;
    private readonly SlashCommandResponse _help;
    private readonly Task<SlashCommandResponse> _helpAnswer;

    public PostmortemCommand(IEnumerable<ICommandVerb> verbs)
    {
        var ordered = verbs.OrderBy(verb => verb.Order).ToList();
        _verbs = ordered
            .SelectMany(verb => verb.Aliases.Prepend(verb.Verb), (verb, word) => KeyValuePair.Create(word, verb))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _card = _verbs[CardVerb.Word];
        _help = SlashCommandResponse.Ephemeral(CommandHelp.Text, [.. CommandHelp.Blocks(ordered)]);
        _helpAnswer = Task.FromResult(_help);
    }

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        var text = command.Text.Trim();
        if (text.Length == 0)
            return _card.RunAsync(command, "", cancellationToken);

        var space = text.IndexOfAny([' ', '\t', '\n']);
        var word = space < 0 ? text : text[..space];
        if (word.Equals("help", StringComparison.OrdinalIgnoreCase) || word == "?")
            return _helpAnswer;
        if (_verbs.TryGetValue(word, out var verb))
            return verb.RunAsync(command, space < 0 ? "" : text[space..].Trim(), cancellationToken);

        return Task.FromResult(CommandHelp.Unknown(word, _verbs.Keys));
    }
}
