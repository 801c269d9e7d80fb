using System.Runtime.CompilerServices;

namespace PostmortemBot.Slack.WebApi;

/// <summary>One page of a long answer. <see href="https://docs.slack.dev/apis/web-api/pagination"/></summary>
internal abstract record Page
{
    public SlackEnvelopeMetadata? ResponseMetadata { get; init; }
}

internal static class Pages
{
    /// <summary>Asks for a page when the one before is used up. A page may be short, even empty, without being the last.</summary>
    public static async IAsyncEnumerable<TItem> Of<TPage, TItem>(
        Func<string?, Task<TPage>> ask,
        Func<TPage, IReadOnlyList<TItem>?> items,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : Page
    {
        string? cursor = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await ask(cursor);
            foreach (var item in items(page) ?? [])
            {
                if (item is not null) yield return item;
            }

            cursor = page.ResponseMetadata?.NextCursor;
        }
        while (!string.IsNullOrEmpty(cursor));
    }
}
