using System.Globalization;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>How problems are told apart. One is just the problem; several are numbered in the order in which they were stated.</summary>
public static class ProblemName
{
    /// <summary>Options a select menu of Slack holds.</summary>
    private const int MostOptions = 100;

    public static string Of(CauseGraph whole, Cause top) =>
        whole.Tops.Count < 2 ? "Problem" : string.Create(CultureInfo.InvariantCulture, $"Problem {Number(whole, top)}");

    public static int Number(CauseGraph whole, Cause top) => whole.Tops.TakeWhile(other => other.CauseId != top.CauseId).Count() + 1;

    /// <summary>The choice of one problem to look at; nothing where there is one.</summary>
    public static IEnumerable<Block> Choice(CauseGraph whole, Cause? shown, string actionId)
    {
        if (whole.Tops.Count < 2)
            yield break;
        Option[] options = [.. whole.Tops.Take(MostOptions).Select(top => new Option(new PlainText(Mrkdwn.Cut($"{Of(whole, top)}: {Said.Breaks().Replace(top.Text, " ")}", 75)), top.CauseId.ToString()))];
        yield return new ActionsBlock
        {
            Elements =
            [
                new StaticSelectMenu
                {
                    ActionId = actionId,
                    Placeholder = "Which problem?",
                    Options = options,
                    InitialOption = options.FirstOrDefault(option => option.Value == shown?.CauseId.ToString()) ?? options[0],
                },
            ],
        };
    }
}
