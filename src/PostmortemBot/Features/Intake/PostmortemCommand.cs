using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Intake;

/// <summary>/postmortem: finds the verb, or teaches.</summary>
public sealed partial class PostmortemCommand : ISlashCommandHandler
{
    public const string Command = "/postmortem";

    private readonly FrozenDictionary<string, ICommandVerb> _verbs;
    private readonly ICommandVerb _card;
    private readonly SlashCommandResponse _help;
    private readonly Task<SlashCommandResponse> _helpAnswer;

    private readonly ReadableText _readable;
    private readonly PostmortemStore _store;

    public PostmortemCommand(IEnumerable<ICommandVerb> verbs, ReadableText readable, PostmortemStore store)
    {
        _store = store;
        _readable = readable;
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
        var text = command.Text.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (text.Length == 0)
            return _card.RunAsync(command, "", cancellationToken);

        var space = text.IndexOfAny([' ', '\t', '\n']);
        var word = space < 0 ? text : text[..space];
        if (word.Equals("help", StringComparison.OrdinalIgnoreCase) || word == "?")
            return _helpAnswer;
        if (_verbs.TryGetValue(word, out var verb))
            return RunAsync(verb, command, space < 0 ? "" : text[space..], cancellationToken);

        return Task.FromResult(CommandHelp.Unknown(word, _verbs.Keys));
    }

    /// <summary>Slack sends mentions as ids and &amp;lt; for a less-than sign; verbs get what was typed.</summary>
    private async Task<SlashCommandResponse> RunAsync(ICommandVerb verb, SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (verb.IsForThisChannel && Key().Match(rest) is { Success: true } found)
        {
            var key = found.Groups["key"].Value.ToUpperInvariant();
            if (await _store.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken) is not { } here || here.Key != key)
                return SlashCommandResponse.Ephemeral($"`/postmortem {verb.Verb}` works on the postmortem of the channel it is typed in, so go to {key}'s channel and type it there. Nothing was changed. `/postmortem card {key}` shows where that is.");
            rest = rest[found.Length..];
        }

        return await verb.RunAsync(command, await _readable.ReadAsync(command.WorkspaceId, rest, cancellationToken), cancellationToken);
    }

    [GeneratedRegex(@"^\s*(?<key>PM-[0-9]{1,9})(?=\s|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Key();
}
