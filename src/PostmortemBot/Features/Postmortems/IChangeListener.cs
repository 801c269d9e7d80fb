namespace PostmortemBot.Features.Postmortems;

/// <summary>Told in the background after a postmortem, or anything in it, has changed. Can be told twice.</summary>
public interface IChangeListener
{
    Task ChangedAsync(Postmortem postmortem, CancellationToken cancellationToken);
}
