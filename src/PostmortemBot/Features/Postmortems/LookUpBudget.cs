namespace PostmortemBot.Features.Postmortems;

/// <summary>How often one text may make the bot ask Slack: somebody may paste a thousand mentions.</summary>
public sealed class LookUpBudget(int most)
{
    private int _left = most;

    public bool Take() => _left-- > 0;
}
