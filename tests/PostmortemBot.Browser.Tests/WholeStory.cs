using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PostmortemBot.Browser.Tests;

/// <summary>From the first word in the channel to the report in the knowledge channel, with nothing but mouse and keyboard.</summary>
public sealed class WholeStory(StartedBot bot, Chromium chromium) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_team_goes_from_an_incident_to_a_published_report()
    {
        await using var slack = await SlackWindow.OpensAsync(chromium, bot, "/");
        await ChoosesTheKnowledgeChannel(slack);
        await TalksAboutTheIncident(slack);
        await StartsThePostmortem(slack);
        await CollectsTheTimeline(slack);
        await AsksWhy(slack);
        await AddsAnActionItem(slack);
        await WritesTheLearnings(slack);
        await RequestsAReview(slack);
        await ApprovesAsTheReviewer(slack);
        await Publishes(slack);
        await FindsTheReport(slack);
        await LooksAtTheHomeTab(slack);
        await LooksAtTheCallLog(slack);
        slack.AssertNoTroubles();
    }

    private static async Task ChoosesTheKnowledgeChannel(SlackWindow slack)
    {
        await slack.Becomes("Maya Okafor");
        await slack.GoesToChannel("incident-payments");
        await slack.Types("/postmortem settings");
        var settings = slack.Modal("Workspace settings");
        await settings.Picks("Knowledge channel", "reliability");
        await settings.Submits("Save");
    }

    private static async Task TalksAboutTheIncident(SlackWindow slack)
    {
        await slack.Becomes("Devon Reyes");
        await slack.GoesToChannel("incident-payments");
        await slack.Types("Rolled back the balancer config");
        await Expect(slack.Message("Rolled back the balancer config")).ToBeVisibleAsync();
        await slack.Becomes("Priya Nair");
        await slack.GoesToChannel("incident-payments");
    }

    private static async Task StartsThePostmortem(SlackWindow slack)
    {
        await slack.Types("/postmortem");
        var form = slack.Modal("Start a postmortem");
        await form.Types("Title", "Card payments failed for 45 minutes");
        await form.Picks("Severity", "SEV-1");
        await form.Chooses("An incident");
        await form.Types("Impact (", "4,200 customers could not pay");
        await form.Types("Services", "payments, load-balancer");
        await form.Sets("Impact started", "2026-11-20T14:00");
        await form.Sets("Detected", "2026-11-20T14:04");
        await form.Sets("Resolved", "2026-11-20T13:45");

        await form.Button("Start").ClickAsync();
        var resolved = form.Field("Resolved");
        await Expect(resolved).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(form.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot come before");
        await Expect(resolved).ToBeFocusedAsync();
        await Expect(form.Field("Title")).ToHaveValueAsync("Card payments failed for 45 minutes");

        await form.Sets("Resolved", "2026-11-20T14:45");
        await form.Submits("Start");
        await Expect(slack.Card).ToContainTextAsync("PM-1");
        await Expect(slack.Card).ToContainTextAsync("detected after 4 min");
        await slack.Page.GetByRole(AriaRole.Button, new() { Name = "1 pinned message" }).ClickAsync();
        await Expect(slack.Page.GetByRole(AriaRole.Dialog, new() { Name = "Pinned messages" })).ToContainTextAsync("PM-1 · Card payments failed");
        await slack.Page.Keyboard.PressAsync("Escape");
    }

    private static async Task CollectsTheTimeline(SlackWindow slack)
    {
        await slack.Types("/postmortem add 13:52 The new balancer config was deployed");
        await Expect(slack.Message("On the timeline at")).ToContainTextAsync("Only visible to you");

        var said = slack.Message("Rolled back the balancer config");
        await said.HoverAsync();
        await said.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await said.GetByRole(AriaRole.Menuitem, new() { Name = "Add to timeline" }).ClickAsync();
        var form = slack.Modal("Add to the timeline");
        await Expect(form.Field("What happened")).ToHaveValueAsync("Rolled back the balancer config");
        await form.Sets("When", "2026-11-20T14:39");
        await form.Picks("Kind", "Mitigation");
        await form.Submits("Add");
        await Expect(slack.Card).ToContainTextAsync("2 entries");
    }

    private static async Task AsksWhy(SlackWindow slack)
    {
        await slack.Card.GetByRole(AriaRole.Button, new() { Name = "Start the Five Whys" }).First.ClickAsync();
        var start = slack.Modal("Start the Five Whys");
        await Expect(start.Field("Problem statement")).ToHaveValueAsync("Card payments failed for 45 minutes. 4,200 customers could not pay");
        await start.Submits("Start");

        await slack.OpensThread(slack.Message("Five Whys of PM-1"));
        foreach (var because in (string[])["The balancer sent traffic to a port nobody listened on", "Nothing checks a balancer config before it is deployed"])
        {
            await slack.Thread.GetByRole(AriaRole.Button, new() { Name = "Answer this why" }).Last.ClickAsync();
            var answer = slack.Modal("Answer");
            await answer.Types("What made it possible?", because);
            await answer.Submits("Save");
            await Expect(slack.Message(because, slack.Thread)).ToBeVisibleAsync();
        }

        await Expect(slack.Thread).ToContainTextAsync("Because");
        await slack.Thread.GetByRole(AriaRole.Button, new() { Name = "Ask no further on this branch" }).Last.ClickAsync();
        var stop = slack.Modal("Stop this branch");
        await stop.Chooses("Deep enough");
        await stop.Submits("Stop here");
        await Expect(slack.Message("Stopped here", slack.Thread)).ToContainTextAsync("Nothing checks a balancer config");
        await slack.Thread.GetByRole(AriaRole.Button, new() { Name = "Close thread" }).ClickAsync();
    }

    private static async Task AddsAnActionItem(SlackWindow slack)
    {
        await slack.Card.GetByRole(AriaRole.Button, new() { Name = "Add action item" }).First.ClickAsync();
        var form = slack.Modal("Add action item");
        await form.Types("Title", "Lint every balancer config");
        await form.Picks("Owner", "Lars Brandt");
        await form.Sets("Due date", "2026-11-30");
        await form.Picks("Type", "Prevent");
        await form.Submits("Add");
        await Expect(slack.Card).ToContainTextAsync("1 ");
    }

    private static async Task WritesTheLearnings(SlackWindow slack)
    {
        await slack.Card.GetByRole(AriaRole.Button, new() { Name = "Write the learnings" }).First.ClickAsync();
        var form = slack.Modal("Learnings of PM-1");
        await form.Types("Summary", "A balancer config pointed at a dead port.");
        await form.Types("What went well", "The rollback was one command.");
        await form.Types("What went badly", "It took long to think of the balancer.");
        await form.Submits("Save");
    }

    private async Task RequestsAReview(SlackWindow slack)
    {
        // People take their time; what changes at the very moment of a signature would count as changed after it.
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await slack.Types("/postmortem publish");
        await Expect(slack.Message("is not approved yet")).ToContainTextAsync("Only visible to you");
        await slack.Card.GetByRole(AriaRole.Button, new() { Name = "Request review" }).First.ClickAsync();
        var form = slack.Modal("Review of PM-1");
        await form.Picks("Reviewers", "Maya Okafor");
        await form.Submits("Request review");
        await Expect(slack.Card).ToContainTextAsync("waiting for");
    }

    private async Task ApprovesAsTheReviewer(SlackWindow slack)
    {
        await slack.Becomes("Maya Okafor");
        await slack.Page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Button, new() { Name = "Postmortem", Exact = true }).ClickAsync();
        await slack.Page.GetByRole(AriaRole.Tab, new() { Name = "Messages" }).ClickAsync();
        var asked = slack.Message("asks you to review");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Approve" }).First.ClickAsync();
        await bot.Settles();
        await Expect(slack.Messages).ToContainTextAsync("approved");
    }

    private static async Task Publishes(SlackWindow slack)
    {
        await slack.GoesToChannel("incident-payments");
        await slack.Card.GetByRole(AriaRole.Button, new() { Name = "Publish" }).First.ClickAsync();
        var form = slack.Modal("Publish PM-1");
        await Expect(form.Dialog).ToContainTextAsync("reliability");
        await form.Submits("Publish");
        await Expect(slack.Card).ToContainTextAsync("Published");
    }

    private static async Task FindsTheReport(SlackWindow slack)
    {
        await slack.Becomes("Yuki Tanaka");
        await slack.GoesToChannel("reliability");
        var published = slack.Message("Card payments failed for 45 minutes");
        await Expect(published).ToContainTextAsync("Lint every balancer config");
        await slack.OpensThread(published);
        await Expect(slack.Thread).ToContainTextAsync("report (HTML");
        await Expect(slack.Thread.GetByRole(AriaRole.Img).First).ToBeVisibleAsync();
    }

    private async Task LooksAtTheHomeTab(SlackWindow slack)
    {
        await slack.Becomes("Lars Brandt");
        await slack.Page.GetByRole(AriaRole.Navigation, new() { Name = "Workspace" }).GetByRole(AriaRole.Button, new() { Name = "App" }).ClickAsync();
        await bot.Settles();
        await Expect(slack.Page.Locator(".home")).ToContainTextAsync("Your action items");
        await Expect(slack.Page.Locator(".home")).ToContainTextAsync("Lint every balancer config");
    }

    private static async Task LooksAtTheCallLog(SlackWindow slack)
    {
        await slack.Page.GetByRole(AriaRole.Button, new() { Name = "Call log" }).ClickAsync();
        var log = slack.Page.GetByRole(AriaRole.Region, new() { Name = "Call log" });
        await log.GetByRole(AriaRole.Button, new() { Name = "views.publish" }).First.ClickAsync();
        await Expect(log).ToContainTextAsync("\"ok\": true");
        await log.GetByRole(AriaRole.Button, new() { Name = "Failures" }).ClickAsync();
        await Expect(log).ToContainTextAsync("Nothing yet");
    }
}
