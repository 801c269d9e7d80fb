namespace PostmortemBot.Features.Postmortems;

/// <summary>Knows who looks at a page, for pages outside the feature that signs people in.</summary>
public interface IVisitors
{
    /// <summary>The person, if they are signed in and still belong to the workspace.</summary>
    Task<Person?> FindAsync(HttpContext context, CancellationToken cancellationToken);
}
