namespace PostmortemBot.Jobs;

/// <summary>Takes work aside that cannot be done because its workspace took the app out, until it is back.</summary>
public interface IJobParking
{
    /// <summary>Whether a failure says that the workspace cannot be reached any more.</summary>
    bool IsGone(Exception failure);

    /// <summary>False when the workspace is not gone after all, so that the work is tried again.</summary>
    Task<bool> TryParkAsync(FollowUp work, CancellationToken cancellationToken);
}
