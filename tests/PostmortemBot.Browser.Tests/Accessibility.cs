using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PostmortemBot.Browser.Tests;

/// <summary>What axe finds that keeps somebody from using a page.</summary>
internal static class Accessibility
{
    public static async Task HasNoSeriousViolations(this IPage page)
    {
        var found = await page.RunAxe();
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical").SelectMany(Lines).ToList();
        Assert.True(serious.Count == 0, string.Join('\n', serious));
    }

    private static IEnumerable<string> Lines(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"{violation.Id} ({violation.Impact}): {violation.Help}\n    {node.Target}  {node.Html}\n    {string.Join("; ", node.Any.Concat(node.All).Select(check => check.Message))}");
}
