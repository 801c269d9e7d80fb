using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Slack;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Workspaces;

namespace PostmortemBot.Tests.Hosting.ForeignIds;

/// <summary>
/// Whoever may not read a postmortem sends every button and form of it as their own. The ids come from the registrations
/// and the values from what was really shown, so a new button is tried without a word here.
/// </summary>
public sealed partial class ForeignIdStories(ForeignBot bot, ITestOutputHelper output) : IClassFixture<ForeignBot>
{
    private const string Words = "Zwiebelkuchen";
    private const string Owner = "U0YUKI00001";
    private const int OfEach = 2;
    private const int Most = 6;
    private const int AtOnce = 12;

    // What would take the thing itself away, or open it to everybody.
    private static readonly string[] NotPressed = ["intake.cancel", "publish"];

    private static readonly Forgery Maya = new(InstallableBot.Acme, "U0MAYA00001", "");

    private static readonly (string Who, Forgery Stranger)[] Outside =
    [
        ("a guest", new(InstallableBot.Acme, "U0INES00001", "C0GENERAL01")),
        ("somebody of another workspace", new(InstallableBot.Globex, "U0NORA00002", "C0SHOP00002")),
        ("somebody outside of the private channel", new(InstallableBot.Acme, "U0LARS00001", "C0PAYMENTS1")),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_acts_on_or_learns_of_what_they_may_not_read(bool isPrivate)
    {
        var idsBefore = await Ids();
        var loot = await Grows(isPrivate);
        var ids = (await Ids()).Except(idsBefore).ToList();
        var number = await bot.Stored<int>("select max(number) from postmortems where workspace_id = 'T0SANDBOX01'");
        var tells = new Regex($@"{Words}|{Owner}|Yuki|\bPM-{number}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
        List<string> found = [];
        foreach (var (who, stranger) in Outside.Take(isPrivate ? 3 : 2))
            found.AddRange((await Attacks(stranger, loot, ids, tells)).Select(one => $"{who}: {one}"));

        // The same from somebody inside is more than nothing, or the requests are no longer what the bot understands.
        Assert.NotEmpty(await Attacks(new Forgery(InstallableBot.Acme, "U0DEVON0001", "C0PAYMENTS1"), loot, ids, tells));
        Assert.True(found.Count == 0, string.Join('\n', found.Select(one => one.Length > 1500 ? one[..1500] : one).Take(40)));
    }

    private async Task<List<string>> Attacks(Forgery stranger, Loot loot, IReadOnlyList<string> ids, Regex tells)
    {
        await bot.Settles();
        await Calls();
        var before = await Touching(ids);
        var tried = 0;
        List<string> found = [], unseen = [];
        foreach (var handlers in bot.Handlers.Where(handler => handler.HandlerType.Namespace!.StartsWith("PostmortemBot.Features", StringComparison.Ordinal)).Chunk(AtOnce))
        {
            var logged = bot.Log.Lines.Count;
            foreach (var handler in handlers)
            {
                foreach (var payload in Payloads(handler, loot, ids, stranger, unseen))
                {
                    tried++;
                    var (status, answer) = await Sends(payload);
                    if (status >= 500 || tells.IsMatch(answer))
                        found.Add($"{handler.Kind} {handler.Id} answered {status} {answer} for {payload.ToJsonString()}");
                }
            }

            await bot.Settles();
            var tries = string.Join(' ', handlers.Select(handler => handler.Id));
            found.AddRange(bot.Log.Lines.Skip(logged).Where(IsFault).Select(line => $"{tries}: {line}"));
            var after = await Touching(ids);
            found.AddRange(after.Where(table => before.GetValueOrDefault(table.Key) != table.Value).Select(table => $"{table.Key} was changed by one of {tries}"));
            before = after;
            found.AddRange((await Calls()).Where(call => tells.IsMatch(call)).Select(call => $"one of {tries} shows {call}"));
        }

        output.WriteLine($"{stranger.User}: {tried} requests, {ids.Count} ids, {loot.Actions.Count} buttons and {loot.Forms.Count} forms; by made-up values only: {string.Join(' ', unseen)}");
        return found;
    }

    private static IEnumerable<JsonObject> Payloads(SlackHandler handler, Loot loot, IReadOnlyList<string> ids, Forgery stranger, List<string> unseen)
    {
        switch (handler.Kind)
        {
            case HandlerKind.BlockAction:
                var shown = loot.Actions.Where(action => action.Id == handler.Id && Names(ids, $"{action.Action} {action.View?["private_metadata"]}")).ToList();
                if (shown.Count == 0) unseen.Add(handler.Id);
                // What a menu does is in its values; of one act a few are enough.
                foreach (var (_, action, view) in shown.GroupBy(one => Act(one.Action)).SelectMany(act => act.Take(OfEach)).Take(Most))
                {
                    yield return stranger.Pressed(action, view: null);
                    if (view is not null) yield return stranger.Pressed(action, view);
                }

                if (shown.Count > 0) yield break;
                foreach (var value in Some(ids).SelectMany(id => new[] { id, $"{id} 1" }))
                    yield return stranger.Pressed(Forgery.Button(handler.Id, value), ids.Contains(value) ? null : Forgery.Form("x", value));
                break;
            case HandlerKind.ViewSubmission:
                var forms = loot.Forms.Where(form => form.Id == handler.Id && Names(ids, $"{form.View["private_metadata"]}")).ToList();
                if (forms.Count == 0) unseen.Add(handler.Id);
                foreach (var (_, view) in forms.TakeLast(OfEach))
                    yield return stranger.Submitted(view, "Written by a stranger");
                if (forms.Count > 0) yield break;
                foreach (var metadata in Some(ids).SelectMany(id => new[] { id, $"{id} {ids[0]}" }))
                    yield return stranger.Submitted(Forgery.Form(handler.Id, metadata), "Written by a stranger");
                break;
            case HandlerKind.MessageShortcut:
                yield return stranger.Shortcut("message_action", handler.Id);
                break;
            case HandlerKind.GlobalShortcut:
                yield return stranger.Shortcut("shortcut", handler.Id);
                break;
        }
    }

    /// <summary>Of every kind a few: they were gathered table by table.</summary>
    private static IEnumerable<string> Some(IReadOnlyList<string> ids) => ids.Where((_, index) => index % Math.Max(1, ids.Count / 4) == 0);

    private static string Act(JsonObject action) => AnyId().Replace($"{action["value"]} {action["selected_option"]?["value"]}", "");

    private static bool Names(IReadOnlyList<string> ids, string text) => ids.Any(id => text.Contains(id, StringComparison.OrdinalIgnoreCase) || text.Contains(id.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>A postmortem with some of everything, whose every button and form was opened by its author.</summary>
    private async Task<Loot> Grows(bool isPrivate)
    {
        var channel = await bot.NewChannel(isPrivate, withBot: true, "maya", "devon", "yuki", "priya");
        var (maya, loot) = (bot.As("maya"), new Loot());
        await Calls();
        await bot.HasPostmortem(channel, facts: [("title", Words), ("impact", Words)]);
        var channelId = await bot.Stored<string>("select channel_id from postmortems where workspace_id = 'T0SANDBOX01' order by number desc limit 1");
        await maya.Submits((await maya.Types(channel, "/postmortem whys")).View!, new JsonObject { ["answer"] = Words });
        await bot.Settles();
        var thread = (await maya.Sees(channel, "Five Whys of")).Ts;
        await bot.As("devon").Says(channel, $"because the {Words} was not there at all", thread);
        await bot.Settles();
        foreach (var item in new[] { "one", "two", "three" })
            await maya.Submits((await maya.Types(channel, $"/postmortem action {Words} {item}")).View!, new JsonObject { ["owner"] = item == "two" ? "U0MAYA00001" : Owner, ["details"] = Words });
        await bot.Settles();

        var me = Maya with { Channel = channelId };
        foreach (var verb in new[] { $"add 09:05 {Words}", "", "actions", "actions mine", "actions overdue", "whys", "causes", "fishbone", "fault-tree", "map", "trigger", $"loop add {Words}", "loop", "brainstorm 5", "timeline", "notes", "review", "publish", "facts", "calendar", "reminders", "reminders everybody", "tracker", "mine", "list" })
            await maya.Types(channel, $"/postmortem {verb}".TrimEnd());
        await maya.OpensHome();
        var (pressed, sent) = (0, 0);
        for (var round = 0; round < 3; round++)
        {
            await bot.Settles();
            foreach (var call in await Calls()) loot.Takes(JsonNode.Parse(call));
            if (pressed == loot.Actions.Count && sent == loot.Forms.Count) break;
            foreach (var (id, action, view) in loot.Actions.Skip(pressed).ToList().Where(one => !IsKept(one.Id)).GroupBy(one => $"{one.Id} {Act(one.Action)}").SelectMany(act => act.Take(1)))
                await Sends(me.Pressed(action, view));
            pressed = loot.Actions.Count;
            foreach (var (id, view) in loot.Forms.Skip(sent).ToList().Where(one => !IsKept(one.Id)).GroupBy(one => one.Id).SelectMany(form => form.Take(1)))
                await Sends(me.Submitted(view, Words));
            sent = loot.Forms.Count;
            await maya.Types(channel, "/postmortem actions");
            await maya.Types(channel, "/postmortem causes");
            await maya.Types(channel, "/postmortem fishbone");
            await maya.Types(channel, "/postmortem loop");
            await maya.Types(channel, "/postmortem timeline");
        }

        // Whoever acted above is no longer in the channel's neighbourhood of what is looked for.
        await bot.Stores($"update action_items set owner_id = '{Owner}' where title like '{Words}%'");
        await bot.Settles();
        return loot;
    }

    private static bool IsKept(string id) => NotPressed.Any(kept => id.StartsWith(kept, StringComparison.Ordinal)) || id.StartsWith("settings", StringComparison.Ordinal);

    private async Task<(int Status, string Answer)> Sends(JsonObject payload)
    {
        using var request = SlackRequest.Form([KeyValuePair.Create("payload", payload.ToJsonString())], bot.Clock.GetUtcNow());
        using var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What the bot said to Slack in either workspace since it was last asked.</summary>
    private async Task<List<string>> Calls()
    {
        var said = new List<string>();
        foreach (var team in new[] { InstallableBot.Acme, InstallableBot.Globex })
        {
            var calls = JsonNode.Parse(await bot.Sandbox.GetStringAsync($"/sandbox/calls?team={team}"))!["calls"]!.AsArray();
            said.AddRange(calls.Select(call => call!["direction"]!.ToString() == "to_slack" ? call["request"]?.ToJsonString() ?? "" : call["response"]?.ToJsonString() ?? "null"));
            using var cleared = await bot.Sandbox.DeleteAsync($"/sandbox/calls?team={team}", TestContext.Current.CancellationToken);
        }

        return said;
    }

    /// <summary>A refusal of the made-up trigger is Slack's, as the made-up request is nobody's.</summary>
    private static bool IsFault(string line) =>
        (line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal))
        && (!line.Contains("PostmortemBot.Slack.SlackApiException: ", StringComparison.Ordinal) || line.Contains("invalid_blocks", StringComparison.Ordinal));

    private async Task<List<string>> Ids()
    {
        var columns = await bot.Stored<string>("select coalesce(string_agg(format('select %I::text as id from %I where %I is not null', column_name, table_name, column_name), ' union '), 'select null') from information_schema.columns where table_schema = 'public' and data_type = 'uuid' and table_name not in ('audit', 'cause_changes') and column_name not like 'delivery%'");
        var ids = await bot.Stored<string>($"select coalesce(string_agg(id, ' '), '') from ({columns}) every");
        return [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Of every table the rows that name one of those ids, as a sum.</summary>
    private async Task<Dictionary<string, string>> Touching(IReadOnlyList<string> ids)
    {
        var pattern = string.Join('|', ids);
        var tables = await bot.Stored<string>("select string_agg(format('select %L as name, md5(coalesce(string_agg(t::text, '' '' order by t::text), '''')) as sum from %I t where t::text ~ $ids$PATTERN$ids$', table_name, table_name), ' union all ') from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
        var sums = await bot.Stored<string>($"select string_agg(name || '=' || sum, ' ') from ({tables.Replace("PATTERN", pattern, StringComparison.Ordinal)}) every");
        return sums.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    private static partial Regex AnyId();
}
