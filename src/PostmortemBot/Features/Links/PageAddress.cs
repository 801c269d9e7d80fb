using Microsoft.Extensions.Options;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Links;

/// <summary>Where a postmortem's page is. Links are known by being spelled just so; nothing else of what people type is kept.</summary>
public sealed class PageAddress(IOptions<WebOptions> web)
{
    private readonly string _start = $"{web.Value.PublicUrl.TrimEnd('/')}/postmortems/PM-";

    public string Of(int number) => $"{_start}{number}";

    public int? NumberIn(string url) =>
        url.StartsWith(_start, StringComparison.Ordinal) && int.TryParse(url.AsSpan(_start.Length), out var number) && url == Of(number) ? number : null;
}
