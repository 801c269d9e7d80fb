using System.Text;
using System.Text.RegularExpressions;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Text as Slack sends it, turned into text as people read it, in Slack and out of it.</summary>
public sealed partial class ReadableText(People people, ChannelNames channels, UserGroups groups)
{
    public const int MostLookUps = 10;

    /// <summary>
    /// A message or a command: mentions become names, links their label and address, emoji their character,
    /// and &amp;lt; a less-than sign.
    /// </summary>
    public Task<string> ReadAsync(string workspaceId, string text, CancellationToken cancellationToken) =>
        ReplaceAsync(workspaceId, text, Token().Matches(text), Mrkdwn.Unescape, new LookUpBudget(MostLookUps), cancellationToken);

    /// <summary>A field of a form, which Slack sends as it was typed: only what hides an id or a code from readers becomes words.</summary>
    public Task<string> ReadTypedAsync(string workspaceId, string text, LookUpBudget budget, CancellationToken cancellationToken) =>
        ReplaceAsync(workspaceId, text, Mention().Matches(text), static typed => typed ?? "", budget, cancellationToken);

    private async Task<string> ReplaceAsync(string workspaceId, string text, MatchCollection tokens, Func<string?, string> unescape, LookUpBudget budget, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(workspaceId, tokens, budget, cancellationToken);
        var readable = new StringBuilder(text.Length);
        var end = 0;
        foreach (Match token in tokens)
        {
            readable.Append(EmojiNames.Replace(unescape(text[end..token.Index])));
            readable.Append(await WordsAsync(workspaceId, token.Groups["id"].Value, Mrkdwn.Unescape(token.Groups["label"].Value), names, budget, cancellationToken));
            end = token.Index + token.Length;
        }

        return readable.Append(EmojiNames.Replace(unescape(text[end..]))).ToString().Trim();
    }

    private async Task<Names> NamesAsync(string workspaceId, MatchCollection tokens, LookUpBudget budget, CancellationToken cancellationToken)
    {
        string[] Ids(char kind) => [.. tokens.Select(token => token.Groups["id"].Value).Where(id => id[0] == kind).Select(id => id[1..]).Distinct(StringComparer.Ordinal)];
        return new Names(
            await people.KnownAsync(workspaceId, Ids('@'), budget, cancellationToken),
            await channels.WordsAsync(workspaceId, Ids('#'), budget, cancellationToken));
    }

    private async ValueTask<string> WordsAsync(string workspaceId, string id, string label, Names names, LookUpBudget budget, CancellationToken cancellationToken)
    {
        switch (id)
        {
            case ['@', .. var userId]:
                return names.People.TryGetValue(userId, out var person) ? "@" + person.DisplayName : label.Length > 0 ? "@" + label.TrimStart('@') : PeopleNames.Unknown;
            // The label is not trusted: it is typed, and may be the name of a channel that is private by now.
            case ['#', .. var channelId]:
                return names.Channels.GetValueOrDefault(channelId, ChannelNames.Unknown);
            case ['!', .. var special]:
                return await SpecialAsync(workspaceId, special.Split('^'), label, budget, cancellationToken);
            default:
                var link = Mrkdwn.Unescape(id);
                if (link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
                    link = link["mailto:".Length..];
                return label.Length > 0 && label != link ? $"{EmojiNames.Replace(label)} ({link})" : link;
        }
    }

    private async ValueTask<string> SpecialAsync(string workspaceId, string[] parts, string label, LookUpBudget budget, CancellationToken cancellationToken) => parts switch
    {
        ["subteam", var groupId, ..] => await groups.HandleAsync(workspaceId, groupId, budget, cancellationToken) is { } handle ? "@" + handle : label.Length > 0 ? "@" + label.TrimStart('@') : UserGroups.Unknown,
        ["date", ..] when label.Length > 0 => label,
        ["date", var seconds, ..] => long.TryParse(seconds, out var at) && at is > -60_000_000_000 and < 250_000_000_000 ? $"{DateTimeOffset.FromUnixTimeSeconds(at).UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "a date",
        ["here" or "channel" or "everyone" or "group", ..] => "@" + parts[0],
        _ => label.Length > 0 ? label : "@" + parts[0],
    };

    private sealed record Names(IReadOnlyDictionary<string, Person> People, IReadOnlyDictionary<string, string> Channels);

    [GeneratedRegex(@"<(?<id>@[UW][A-Z0-9]{1,30}|[\#!][^<>|\n]{1,3000}|[^@\#!<>|\n][^<>|\n]{0,3000})(?:\|(?<label>[^<>\n]*))?>", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Token();

    [GeneratedRegex(@"<(?<id>@[UW][A-Z0-9]{2,30}|\#[CGD][A-Z0-9]{2,30}|!subteam\^S[A-Z0-9]{2,30}|!date\^[^<>|\n]{1,300})(?:\|(?<label>[^<>\n]*))?>", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Mention();
}
