namespace PostmortemBot.Slack.WebApi;

internal sealed class CanvasesApi(WorkspaceCalls calls) : ICanvasesApi
{
    public async Task<string> Create(string? title = null, string? markdown = null, string? channelId = null, CancellationToken cancellationToken = default) =>
        (await calls.Call<CanvasAnswer>(SlackMethod.CanvasesCreate, new { Title = title, DocumentContent = CanvasContent.Of(markdown), ChannelId = channelId }, cancellationToken)).CanvasId;

    public Task Edit(string canvasId, CanvasChange change, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.CanvasesEdit, new { CanvasId = canvasId, Changes = new[] { change } }, cancellationToken);

    public Task Delete(string canvasId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.CanvasesDelete, new { CanvasId = canvasId }, cancellationToken);

    public async Task<IReadOnlyList<string>> LookupSections(string canvasId, string? containsText = null, IEnumerable<string>? sectionTypes = null, CancellationToken cancellationToken = default)
    {
        var arguments = new { CanvasId = canvasId, Criteria = new { SectionTypes = sectionTypes?.ToArray(), ContainsText = containsText } };
        var answer = await calls.Call<SectionsAnswer>(SlackMethod.CanvasesSectionsLookup, arguments, cancellationToken);
        return [.. (answer.Sections ?? []).Select(section => section.Id)];
    }

    public Task SetAccess(string canvasId, CanvasAccess access, IReadOnlyCollection<string>? channelIds = null, IReadOnlyCollection<string>? userIds = null, CancellationToken cancellationToken = default)
    {
        if (channelIds is null or { Count: 0 } == userIds is null or { Count: 0 })
            throw new ArgumentException("Slack takes channels or people, one of the two.", nameof(channelIds));
        var arguments = new { CanvasId = canvasId, AccessLevel = access, ChannelIds = channelIds, UserIds = userIds };
        return calls.Do(SlackMethod.CanvasesAccessSet, arguments, cancellationToken);
    }

    private sealed record SectionsAnswer(IReadOnlyList<Section>? Sections);

    private sealed record Section(string Id = "");
}

internal sealed record CanvasAnswer(string CanvasId = "");
