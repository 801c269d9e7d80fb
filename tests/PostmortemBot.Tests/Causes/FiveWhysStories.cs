using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

public sealed class FiveWhysStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_card_s_button_asks_for_the_problem_and_the_first_why_comes_in_a_thread()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");

        var form = (await maya.Presses("Start the Five Whys", card, channel)).View!;
        Assert.Equal("Start the Five Whys", form.Title);
        var started = await maya.Submits(form, new JsonObject { ["answer"] = "Card payments failed for 45 minutes" });
        Assert.True(started.Closed, started.ToString());
        await bot.Settles();

        var root = await maya.Sees(channel, "Card payments failed for 45 minutes");
        Assert.Equal(root.Ts, await bot.Stored<string>($"select whys_ts from postmortems where whys_ts = '{root.Ts}'"));
        var prompt = await maya.Sees(channel, "Why 1: why was it possible that …", root.Ts);
        Assert.NotNull(prompt.Button("Answer"));
        await maya.Sees(channel, "the problem is stated, no cause yet");
    }

    [Fact]
    public async Task Each_answer_posts_the_next_prompt_and_draws_the_answered_one_again()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "The balancer sent traffic to an empty pool");
        await Answers("yuki", channel, thread, "Nothing validates balancer configs before they are applied", kind: "safeguard");

        var messages = (await bot.As("lars").Reads(channel, thread)).Where(message => message.Ts != thread).ToList();
        Assert.Equal(3, messages.Count);
        Assert.Null(messages[0].Button("Answer"));
        Assert.Contains("The balancer sent traffic to an empty pool", messages[0].Text, StringComparison.Ordinal);
        Assert.Contains(">Nothing validates balancer configs before they are applied", messages[2].Text.Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull(messages[2].Button("Why did we not notice sooner?"));
        await bot.As("lars").Sees(channel, "2 causes, deepest branch 2 whys, 1 branch still open");
    }

    [Fact]
    public async Task Two_answers_to_one_prompt_are_both_kept_and_the_second_writer_is_told()
    {
        var (channel, thread) = await Started();
        var prompt = await bot.As("maya").Sees(channel, "Why 1", thread);
        var devons = (await bot.As("devon").Presses("Answer", prompt, channel)).View!;
        var yukis = (await bot.As("yuki").Presses("Answer", prompt, channel)).View!;

        Assert.True((await bot.As("devon").Submits(devons, new JsonObject { ["answer"] = "No canary" })).Closed);
        var second = await bot.As("yuki").Submits(yukis, new JsonObject { ["answer"] = "No review" });
        await bot.Settles();

        Assert.Equal("Both answers are kept", second.View!.Title);
        var answered = await bot.As("maya").Sees(channel, "it took both", thread);
        Assert.Contains("No canary", answered.Text, StringComparison.Ordinal);
        Assert.Contains("No review", answered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cause_asks_how_the_causes_go_together()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "No canary");
        var maya = bot.As("maya");

        var form = (await maya.Presses("Add another cause", await maya.Sees(channel, "Why 2", thread), channel)).View!;
        Assert.Contains("Did it take both, or would either have been enough?", form.Text, StringComparison.Ordinal);
        var added = await maya.Submits(form, new JsonObject { ["answer"] = "No review", ["gate"] = "or" });
        Assert.True(added.Closed, added.ToString());
        await bot.Settles();

        await maya.Sees(channel, "either would have been enough", thread);
    }

    [Fact]
    public async Task A_branch_is_stopped_with_a_reason_and_asked_further()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "The provider chooses the region");
        var maya = bot.As("maya");
        var form = (await maya.Presses("Stop here", await maya.Sees(channel, "Why 2", thread), channel)).View!;

        Assert.Contains("words", (await maya.Submits(form, [])).Errors.Keys);
        Assert.True((await maya.Submits(form, new JsonObject { ["reason"] = "outside" })).Closed);
        await bot.Settles();

        var stopped = await maya.Sees(channel, "Outside our control", thread);
        await maya.Sees(channel, "every branch closed");
        await maya.Presses("Ask further", stopped, channel);
        await bot.Settles();
        Assert.NotNull((await maya.Sees(channel, "Why 2", thread)).Button("Answer"));
    }

    [Fact]
    public async Task A_cause_is_removed_put_back_and_edited()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "No canary");
        var maya = bot.As("maya");

        await maya.Presses("Remove", await maya.Sees(channel, "Why 2", thread), channel);
        await bot.Settles();
        await maya.Presses("Put it back", await maya.Sees(channel, "Taken out: No canary", thread), channel);
        await bot.Settles();
        var form = (await maya.Presses("Edit", await maya.Sees(channel, "Why 2", thread), channel)).View!;
        await maya.Submits(form, new JsonObject { ["answer"] = "No canary takes payment traffic" });
        await bot.Settles();

        await maya.Sees(channel, "No canary takes payment traffic", thread);
    }

    [Fact]
    public async Task A_standing_question_starts_a_branch_of_its_own()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "No canary");
        await Answers("devon", channel, thread, "No traffic for it");
        var maya = bot.As("maya");

        var form = (await maya.Presses("Why did we not notice sooner?", await maya.Sees(channel, "Why 3", thread), channel)).View!;
        var saved = await maya.Submits(form, new JsonObject { ["answer"] = "The alert waits for thirty minutes" });
        Assert.True(saved.Closed, saved.ToString());
        await bot.Settles();

        var question = (await maya.Reads(channel, thread)).First(message => message.Text.Contains("Why did we not notice sooner?", StringComparison.Ordinal) && message.Button("Add another cause") is not null && message.Button("Answer") is null);
        Assert.Contains("The alert waits for thirty minutes", question.Text, StringComparison.Ordinal);
        await maya.Sees(channel, "The alert waits for thirty minutes", thread);
    }

    [Fact]
    public async Task The_tree_is_shown_and_worked_on_in_a_list()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "No canary anywhere");
        var maya = bot.As("maya");
        var id = await bot.Stored<string>("select cause_id::text from causes where text = 'No canary anywhere'");

        var list = (await maya.Types(channel, "/postmortem causes")).View!;
        var form = (await maya.Chooses("causes.menu", $"answer {id}", list, id)).View!;
        var saved = await maya.Submits(form, new JsonObject { ["answer"] = "Canaries were never asked for" });
        Assert.True(saved.Closed, saved.ToString());
        await bot.Settles();

        Assert.Contains("Canaries were never asked for", (await maya.OpenModals()).Single().Text, StringComparison.Ordinal);
        await maya.Sees(channel, "Why 3", thread);
    }

    [Fact]
    public async Task A_blank_answer_comes_back_with_the_reason()
    {
        var (channel, thread) = await Started();
        var maya = bot.As("maya");
        var form = (await maya.Presses("Answer", await maya.Sees(channel, "Why 1", thread), channel)).View!;

        var refused = await maya.Submits(form, new JsonObject { ["answer"] = "   " });

        Assert.Contains("answer", refused.Errors.Keys);
    }

    [Fact]
    public async Task A_published_postmortem_kindly_refuses_further_answers()
    {
        var (channel, thread) = await Started();
        var maya = bot.As("maya");
        var prompt = await maya.Sees(channel, "Why 1", thread);
        await bot.Stores("update postmortems set status = 'published', published_at = now() where postmortem_id = (select postmortem_id from postmortems order by number desc limit 1)");

        var refused = await maya.Presses("Answer", prompt, channel);
        await bot.Settles();

        Assert.Null(refused.View);
        await maya.Sees(channel, "is published", thread);
    }

    [Fact]
    public async Task Saving_an_edit_that_changes_nothing_leaves_the_sign_offs_alone()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "The cache key had no region");
        var maya = bot.As("maya");
        const string UpdatedAt = "select updated_at::text from causes where text = 'The cache key had no region'";
        var before = await bot.Stored<string>(UpdatedAt);
        bot.Clock.Advance(TimeSpan.FromMinutes(5));

        var form = (await maya.Presses("Edit", await maya.Sees(channel, "Why 2", thread), channel)).View!;
        var saved = await maya.Submits(form, []);

        Assert.True(saved.Closed, saved.ToString());
        Assert.Equal(before, await bot.Stored<string>(UpdatedAt));
    }

    [Fact]
    public async Task The_thread_of_a_cancelled_postmortem_says_so_and_asks_nobody()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "The lease outlived the node");

        await bot.Stores("""
            with cancelled as (
                update postmortems
                set status = 'cancelled'
                where postmortem_id = (select postmortem_id from causes where text = 'The lease outlived the node')
                returning workspace_id, postmortem_id)
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'whys.thread', postmortem_id, now()
            from cancelled
            """);
        await bot.Settles();

        var messages = await bot.As("lars").Reads(channel, thread);
        Assert.Contains("was cancelled", messages.Single(message => message.Ts == thread).Text, StringComparison.Ordinal);
        Assert.All(messages, message => Assert.Null(message.Button("Answer") ?? message.Button("Add another cause") ?? message.Button("Edit the problem")));
    }

    [Fact]
    public async Task A_problem_in_a_column_of_short_lines_is_asked_about_and_answered()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem whys")).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["answer"] = string.Concat(Enumerable.Repeat("x\n", 1500)) })).Closed);
        await bot.Settles();

        var answer = await maya.Types(channel, "/postmortem whys");

        Assert.Equal("Answer the why", answer.View?.Title);
    }

    [Fact]
    public async Task A_known_cause_is_chosen_though_the_list_under_the_form_cannot_be_drawn_again()
    {
        var (channel, thread) = await Started();
        await Answers("devon", channel, thread, "The limit was global");
        await Answers("devon", channel, thread, "Limits had no owner");
        var maya = bot.As("maya");
        var cause = await bot.Stored<string>("select cause_id::text from causes where text = 'Limits had no owner'");
        var top = await bot.Stored<string>("select cause_id::text from causes where is_top and postmortem_id = (select postmortem_id from causes where text = 'Limits had no owner')");
        var form = (await maya.Chooses("causes.menu", $"answer {top}", (await maya.Types(channel, "/postmortem causes")).View!, top)).View!;
        await bot.OrdersFault(new JsonObject { ["on"] = "views.update", ["kind"] = "error", ["error"] = "not_found", ["times"] = 1 });

        var saved = await maya.Submits(form, new JsonObject { ["existing"] = cause });

        Assert.True(saved.Closed, saved.ToString());
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from cause_links where effect_id = '{top}' and cause_id = '{cause}'"));
    }

    private async Task<(string Channel, string Thread)> Started()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem whys")).View!;
        var started = await maya.Submits(form, new JsonObject { ["answer"] = "Card payments failed for 45 minutes" });
        Assert.True(started.Closed, started.ToString());
        await bot.Settles();
        return (channel, (await maya.Sees(channel, "Five Whys of")).Ts);
    }

    private async Task Answers(string who, string channel, string thread, string text, string kind = "condition")
    {
        var person = bot.As(who);
        var prompt = (await person.Reads(channel, thread)).Last(message => message.Button("Answer") is not null);
        var form = (await person.Presses("Answer", prompt, channel)).View!;
        var saved = await person.Submits(form, new JsonObject { ["answer"] = text, ["kind"] = kind });
        Assert.True(saved.Closed, saved.ToString());
        await bot.Settles();
    }
}
