using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.ActionItems;

public sealed class ActionItemStories(StartedBot bot) : IClassFixture<StartedBot>
{
    private const string Devon = "U0DEVON0001";
    private const string Lars = "U0LARS00001";

    [Fact]
    public async Task An_item_is_typed_given_to_somebody_done_and_reopened_and_every_message_follows()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));

        var form = await maya.Types(channel, "/postmortem action Alert when the balancer drops connections");
        Assert.Equal("Add action item", form.View!.Title);
        Assert.Contains("Alert when the balancer drops connections", form.View.Text, StringComparison.Ordinal);
        await Adds(maya, form.View, ("owner", Devon), ("due", Day(3)));

        var message = await devon.Sees(channel, "Alert when the balancer", card.Ts);
        Assert.Contains("Detect", message.Text, StringComparison.Ordinal);
        Assert.Contains("Alert when the balancer", (await AskedAsync(devon, "asked you to own", "balancer")).Text, StringComparison.Ordinal);
        await maya.Sees(channel, "*Action items*   1 item");

        await devon.Presses("Done", message, channel);
        await bot.Settles();
        message = await maya.Sees(channel, "Done by <@U0DEVON0001>", card.Ts);
        Assert.Contains("Done by <@U0DEVON0001>", (await AskedAsync(devon, "asked you to own", "balancer")).Text, StringComparison.Ordinal);
        await maya.Sees(channel, "*Action items*   1 item, 1 done");

        await maya.Presses("Reopen", message, channel);
        await bot.Settles();
        Assert.NotNull((await maya.Sees(channel, "Alert when the balancer", card.Ts)).Button("Done"));
    }

    [Fact]
    public async Task Whoever_takes_an_item_themselves_is_not_asked_by_message()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var lars = bot.As("lars");

        await Adds(lars, (await lars.Types(channel, "/postmortem action Rehearse the failover")).View!, ("owner", Lars));

        Assert.DoesNotContain(await lars.ReadsDirectMessages(), message => message.Text.Contains("Rehearse the failover", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_that_has_passed_is_refused_at_its_field_and_the_text_stays()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem action")).View!;

        var refused = await maya.Submits(form, new JsonObject { ["title"] = "Limit retries", ["due"] = Day(-1) });

        Assert.Equal(["due"], refused.Errors.Keys);
        Assert.Single(await maya.OpenModals());
        await Adds(maya, form, ("due", Day(1)));
    }

    [Fact]
    public async Task It_is_the_owners_day_that_counts()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        // 10:00 in London is 19:00 the same day in Tokyo; at 16:00 it is the next day there.
        bot.Clock.Advance(TimeSpan.FromHours(6));
        var form = (await maya.Types(channel, "/postmortem action Limit retries in the app")).View!;

        var refused = await maya.Submits(form, new JsonObject { ["owner"] = "U0YUKI00001", ["due"] = Day(0) });

        Assert.Equal(["due"], refused.Errors.Keys);
        await Adds(maya, form, ("owner", "U0MAYA00001"), ("due", Day(0)));
    }

    [Fact]
    public async Task Nobody_without_an_account_nor_outside_the_private_channel_can_be_owner()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem action Validate configs before rollout")).View!;

        var outside = await maya.Submits(form, new JsonObject { ["owner"] = Lars });
        Assert.Contains("cannot see PM-", outside.Errors["owner"], StringComparison.Ordinal);

        await bot.ChangesPerson("U0YUKI00001", new JsonObject { ["deleted"] = true });
        await bot.Settles();
        var gone = await maya.Submits(form, new JsonObject { ["owner"] = "U0YUKI00001" });
        Assert.Contains("is deactivated", gone.Errors["owner"], StringComparison.Ordinal);
        await bot.ChangesPerson("U0YUKI00001", new JsonObject { ["deleted"] = false });

        await Adds(maya, form, ("owner", "U0PRIYA0001"));
    }

    [Fact]
    public async Task What_will_not_be_done_needs_a_reason_and_says_it()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        await Adds(maya, (await maya.Types(channel, "/postmortem action Shard the session store")).View!);
        var message = await maya.Sees(channel, "Shard the session store", card.Ts);

        var form = (await maya.Presses("Won't do", message, channel)).View!;
        var empty = await maya.Submits(form, new JsonObject { ["reason"] = "   " });
        Assert.Equal(["reason"], empty.Errors.Keys);
        var closed = await maya.Submits(form, new JsonObject { ["reason"] = "The <new> gateway covers it" });
        Assert.True(closed.Closed, closed.ToString());
        await bot.Settles();

        message = await maya.Sees(channel, "Shard the session store", card.Ts);
        Assert.Contains("The &lt;new&gt; gateway covers it", message.Text, StringComparison.Ordinal);
        Assert.NotNull(message.Button("Reopen"));
        await maya.Sees(channel, "1 won't do");
    }

    [Fact]
    public async Task Whoever_closes_an_item_second_reads_the_first_reason_and_keeps_their_own()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        await Adds(maya, (await maya.Types(channel, "/postmortem action Mirror the registry")).View!);
        var message = await maya.Sees(channel, "Mirror the registry", card.Ts);
        var mayas = (await maya.Presses("Won't do", message, channel)).View!;
        var devons = (await devon.Presses("Won't do", message, channel)).View!;

        Assert.True((await maya.Submits(mayas, new JsonObject { ["reason"] = "The provider mirrors it" })).Closed);
        var second = await devon.Submits(devons, new JsonObject { ["reason"] = "Too dear" });

        Assert.Contains("closed AI-", second.Errors["reason"], StringComparison.Ordinal);
        Assert.Contains("The provider mirrors it", second.Errors["reason"], StringComparison.Ordinal);
        Assert.Single(await devon.OpenModals());
        Assert.Equal("The provider mirrors it", await bot.Stored<string>("select state_reason from action_items where title = 'Mirror the registry'"));

        await bot.Settles();
        await maya.Presses("Reopen", await maya.Sees(channel, "Mirror the registry", card.Ts), channel);
        Assert.True((await devon.Submits(devons, [])).Closed);
        await bot.Settles();
        Assert.Equal("Too dear", await bot.Stored<string>("select state_reason from action_items where title = 'Mirror the registry'"));
    }

    [Fact]
    public async Task A_list_that_cannot_be_drawn_again_does_not_deny_what_was_stored()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var list = (await maya.Types(channel, "/postmortem items")).View!;
        var form = (await maya.Presses("Add action item", list)).View!;
        await bot.OrdersFault(new JsonObject { ["on"] = "views.update", ["kind"] = "error", ["error"] = "not_found", ["times"] = 1 });

        await Adds(maya, form, ("title", "Throttle the importer"));

        Assert.Equal(1, await bot.Stored<long>("select count(*) from action_items where title = 'Throttle the importer'"));
    }

    [Fact]
    public async Task When_the_postmortem_is_cancelled_its_items_say_so_and_leave_their_owner_s_Home()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var (maya, lars) = (bot.As("maya"), bot.As("lars"));
        await lars.OpensHome();
        await Adds(maya, (await maya.Types(channel, "/postmortem action Archive the old shards")).View!, ("owner", Lars));
        Assert.Contains("Archive the old shards", (await lars.SeesHome()).Text, StringComparison.Ordinal);

        await bot.Stores("""
            with cancelled as (
                update postmortems
                set status = 'cancelled'
                where postmortem_id = (select postmortem_id from action_items where title = 'Archive the old shards')
                returning workspace_id, postmortem_id)
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'action-items.redraw', postmortem_id, now()
            from cancelled
            """);
        await bot.Settles();

        var message = await maya.Sees(channel, "Archive the old shards", card.Ts);
        Assert.Contains("was cancelled", message.Text, StringComparison.Ordinal);
        Assert.Null(message.Button("Done"));
        Assert.Contains("was cancelled", (await AskedAsync(lars, "asked you to own", "Archive the old shards")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Archive the old shards", (await lars.SeesHome()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_marks_done_edits_and_follows_each_change()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        await Adds(maya, (await maya.Types(channel, "/postmortem action Cap the connection pool")).View!);
        var id = await bot.Stored<string>("select action_item_id::text from action_items where title = 'Cap the connection pool'");

        var list = (await maya.Types(channel, "/postmortem items")).View!;
        Assert.Contains("Cap the connection pool", list.Text, StringComparison.Ordinal);
        var form = (await maya.Chooses("actions.menu", $"edit {id}", list)).View!;
        var saved = await maya.Submits(form, new JsonObject { ["title"] = "Cap the connection pool at 200", ["owner"] = Devon });
        Assert.True(saved.Closed, saved.ToString());
        list = (await maya.OpenModals()).Single();
        Assert.Contains("Cap the connection pool at 200", list.Text, StringComparison.Ordinal);

        await maya.Chooses("actions.menu", $"done {id}", list);
        Assert.Contains("Done by <@U0MAYA00001>", (await maya.OpenModals()).Single().Text, StringComparison.Ordinal);
        await bot.Settles();
        Assert.Equal("done", await bot.Stored<string>($"select state from action_items where action_item_id = '{id}'"));
    }

    [Fact]
    public async Task An_item_that_changes_hands_asks_the_new_owner_and_tells_the_old_one()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var (maya, devon, lars) = (bot.As("maya"), bot.As("devon"), bot.As("lars"));
        await Adds(maya, (await maya.Types(channel, "/postmortem action Drain nodes before restarts")).View!, ("owner", Devon));

        var form = (await devon.Presses("Edit", await devon.Sees(channel, "Drain nodes", card.Ts), channel)).View!;
        Assert.True((await devon.Submits(form, new JsonObject { ["owner"] = Lars })).Closed);
        await bot.Settles();

        await AskedAsync(lars, "<@U0DEVON0001> asked you to own", "Drain nodes");
        Assert.Contains(await devon.ReadsDirectMessages(), message => message.Text.Contains("no longer waits for you: <@U0LARS00001> was asked instead", StringComparison.Ordinal));
        await maya.Sees(channel, "<@U0LARS00001>", card.Ts);
    }

    [Fact]
    public async Task Many_items_added_at_once_get_numbers_of_their_own()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        string[] people = ["maya", "devon", "priya", "lars"];
        var forms = new List<(SlackUser Person, SlackView Form)>();
        foreach (var name in people)
            forms.Add((bot.As(name), (await bot.As(name).Types(channel, $"/postmortem action Idea of {name}")).View!));

        await Task.WhenAll(forms.Select(form => form.Person.Submits(form.Form, [])));
        await bot.Settles();

        Assert.Equal(4, await bot.Stored<long>("select count(distinct number) from action_items where title like 'Idea of %'"));
    }

    [Fact]
    public async Task After_publishing_items_are_still_worked_on_and_added_and_after_cancelling_not()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        await Adds(maya, (await maya.Types(channel, "/postmortem action Page on error budget burn")).View!);
        var id = await bot.Stored<string>("select postmortem_id::text from action_items where title = 'Page on error budget burn'");

        await bot.Stores($"update postmortems set status = 'published', published_at = now() where postmortem_id = '{id}'");
        var form = (await maya.Types(channel, "/postmortem action Write the runbook")).View!;
        Assert.Contains("is published. Action items can still be added", form.Text, StringComparison.Ordinal);
        await Adds(maya, form);
        await maya.Presses("Done", await maya.Sees(channel, "Page on error budget burn", card.Ts), channel);
        await bot.Settles();
        Assert.Equal("done", await bot.Stored<string>("select state from action_items where title = 'Page on error budget burn'"));

        await bot.Stores($"update postmortems set status = 'cancelled' where postmortem_id = '{id}'");
        await maya.Presses("Done", await maya.Sees(channel, "Write the runbook", card.Ts), channel);
        await bot.Settles();
        Assert.Equal("open", await bot.Stored<string>("select state from action_items where title = 'Write the runbook'"));
    }

    private async Task Adds(SlackUser person, SlackView form, params (string Block, JsonNode? Value)[] values)
    {
        var typed = new JsonObject();
        foreach (var (block, value) in values)
            typed[block] = value;
        var submitted = await person.Submits(form, typed);
        Assert.True(submitted.Closed, submitted.ToString());
        await bot.Settles();
    }

    private static async Task<SlackMessage> AskedAsync(SlackUser person, string words, string title)
    {
        var messages = await person.ReadsDirectMessages();
        return messages.LastOrDefault(message => message.Text.Contains(words, StringComparison.Ordinal) && message.Text.Contains(title, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{person.Name} was not asked about “{title}”, but:\n{string.Join("\n---\n", messages)}");
    }

    private JsonNode Day(int fromToday) => DateOnly.FromDateTime(bot.Clock.GetUtcNow().UtcDateTime).AddDays(fromToday).ToString("yyyy-MM-dd");
}
