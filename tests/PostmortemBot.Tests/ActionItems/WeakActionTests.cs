using PostmortemBot.Features.ActionItems;

namespace PostmortemBot.Tests.ActionItems;

public sealed class WeakActionTests
{
    [Theory]
    [InlineData("Investigate why the queue grew", "open")]
    [InlineData("Should we move to another vendor?", "open")]
    [InlineData("Hold a workshop on locking", "open")]
    [InlineData("Be more careful in production", "vigilance")]
    [InlineData("Remind everyone to run plan before apply (INF-2210, owner Lina, due 4 May)", "vigilance")]
    [InlineData("Improve monitoring", "improve")]
    [InlineData("Add manual approval before each firewall change", "approval")]
    [InlineData("Put a warning into the wiki that the script is dangerous", "notice")]
    [InlineData("Fix the bug", "unbounded")]
    [InlineData("Reach 99.99 % availability by the third quarter", "goal")]
    [InlineData("Revoke Tom's production access", "punish")]
    [InlineData("More tests", "heading")]
    public void What_is_hard_to_verify_gets_one_line_of_advice(string title, string kind)
    {
        var weak = WeakAction.In(title);
        Assert.Equal(kind, weak?.Kind);
        Assert.StartsWith("This may be hard to verify.", weak!.Advice, StringComparison.Ordinal);
        Assert.EndsWith("?", weak.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set a 2 s timeout on calls to the payment vendor")]
    [InlineData("Alert when the queue grows")]
    [InlineData("Check every Sunday in CI that the newest dump restores")]
    [InlineData("Replace the manual approval with a gate on the canary's error rate")]
    [InlineData("Require code owners' approval on /terraform through branch protection")]
    [InlineData("Remind whoever silenced an alert by a bot message after 4 h")]
    [InlineData("Improve queue alert: fire on age > 5 min instead of length > 10,000")]
    [InlineData("Delete the legacy cron")]
    public void What_anybody_can_verify_is_left_alone(string title) => Assert.Null(WeakAction.In(title));
}
