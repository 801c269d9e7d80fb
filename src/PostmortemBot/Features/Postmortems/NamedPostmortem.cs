using System.Globalization;
using System.Text.RegularExpressions;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Which postmortem a command is about: the one it names, as in "report PM-12", else the one of the channel it was typed in.</summary>
public sealed partial class NamedPostmortem(PostmortemStore store, PostmortemAccess access, People people)
{
    public async Task<Result<Postmortem>> FindAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (rest.Length == 0)
            return await access.ForReadingAsync(command, cancellationToken);
        if (Key().Match(rest) is not { Success: true } key)
            return new Problem($"I do not know which postmortem “{Mrkdwn.Escape(Mrkdwn.Cut(rest, 100))}” is. Name it by its number, like `PM-12`, or leave it out for the one of this channel. `/postmortem list` shows the numbers.");

        // The rule looks at the person's row; somebody new has none yet.
        await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken);
        var number = int.Parse(key.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        if (await store.FindByNumberAsync(new Reader(command.WorkspaceId, command.UserId), number, cancellationToken) is { } named)
            return named;
        // Who stands in the channel may read what is worked on there, whatever was known of its members.
        var result = await access.ForReadingAsync(command, cancellationToken);
        return !result.Failed(out _, out var here) && here.Number == number ? here : PostmortemAccess.NotFound;
    }

    [GeneratedRegex(@"^(?:PM[- ]?)?(?<number>[0-9]{1,9})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchLimit.Milliseconds)]
    private static partial Regex Key();
}
