using System.Text.Json.Nodes;
using Npgsql;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders.Quarter;

/// <summary>A quarter of a workspace's reminders, held against the rules written down a second time.</summary>
public sealed class QuarterTests(ITestOutputHelper output)
{
    private const int ItemCount = 200;

    /// <summary>From night to night, so that every zone's morning is met and some are met late.</summary>
    private static readonly int[] Hours = [0, 4, 8, 9, 13, 16, 20];

    [Theory]
    [InlineData(20270104)]
    public async Task Every_reminder_escalation_and_silence_of_a_quarter_is_as_the_rules_say(int seed)
    {
        var (expected, actual) = await PlaysAsync(seed, isShaky: false);
        Same(expected, actual);
    }

    [Theory]
    [InlineData(20270104)]
    public async Task Two_bots_that_die_at_any_moment_send_exactly_the_same(int seed)
    {
        var (expected, actual) = await PlaysAsync(seed, isShaky: true);
        Same(expected, actual);
    }

    private async Task<(List<string> Expected, List<string> Actual)> PlaysAsync(int seed, bool isShaky)
    {
        await using var bot = new BotFixture();
        await bot.StartAsync();
        await bot.StopBotAsync();
        var world = await QuarterWorld.CreateAsync(bot, seed, ItemCount);
        var plain = new PlainReminders(world.People, world.Items, world.Rules);
        var random = new Random(seed + 1);
        await using var first = new Robot(bot);
        await using var second = new Robot(bot);
        var kills = 0;
        for (var day = QuarterWorld.First; day <= QuarterWorld.Last; day = day.AddDays(1))
        {
            foreach (var hour in Hours)
            {
                var now = new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 5)), TimeSpan.Zero);
                bot.Clock.SetUtcNow(now);
                if (world.Happens(now) is { Length: > 0 } sql)
                    await bot.Stores(sql);
                await QuietAsync(bot, world, day, hour);
                if (world.Down.Contains(day))
                    continue;
                plain.Sweep(now);
                kills += isShaky ? await ShakyAsync(bot, first, second, random) : await CalmAsync(bot, first);
            }
        }

        var actual = await LoggedAsync(bot);
        output.WriteLine($"Seed {seed}: {actual.Count(line => line.Contains(" sent ", StringComparison.Ordinal))} reminders sent, {actual.Count(line => !line.Contains(" sent ", StringComparison.Ordinal))} not, {plain.Messages.Count} messages, {kills} times killed.");
        Assert.True(!isShaky || kills > 50, $"Only {kills} kills.");
        actual.AddRange(await MessagesAsync(bot, world));
        return ([.. plain.Log, .. plain.Waiting, .. plain.Messages.Select(message => $"message {message}")], actual);
    }

    private static async Task<int> CalmAsync(BotFixture bot, Robot robot)
    {
        await robot.SweepsAsync();
        foreach (var reminder in await Robot.TakesAsync(bot.ConnectionString))
            await robot.SendsAsync(reminder);
        return 0;
    }

    /// <summary>Either may sweep, or both at once; each dies somewhere now and then, and what it left undone is done by the other.</summary>
    private static async Task<int> ShakyAsync(BotFixture bot, Robot first, Robot second, Random random)
    {
        var kills = 0;
        var (one, other) = random.Next(2) == 0 ? (first, second) : (second, first);
        if (random.Next(4) == 0)
            await Task.WhenAll(one.SweepsAsync(), other.SweepsAsync());
        else if (!await one.SweepsAsync(random.Next(1, 8)))
            kills += 1 + await AgainAsync(() => other.SweepsAsync());
        foreach (var reminder in await Robot.TakesAsync(bot.ConnectionString))
        {
            if (random.Next(8) == 0)
                await Task.WhenAll(one.SendsAsync(reminder), other.SendsAsync(reminder));
            else if (random.Next(2) == 0 && !await one.SendsAsync(reminder, random.Next(1, 12)))
                kills += 1 + await AgainAsync(() => other.SendsAsync(reminder));
            else
                await other.SendsAsync(reminder);
        }

        if (random.Next(60) == 0)
            await one.RestartsAsync();
        return kills;
    }

    private static async Task<int> AgainAsync(Func<Task<bool>> work)
    {
        Assert.True(await work());
        return 0;
    }

    /// <summary>Somebody who does not want to be disturbed for two days, and somebody for a morning.</summary>
    private static async Task QuietAsync(BotFixture bot, QuarterWorld world, DateOnly day, int hour)
    {
        (int Person, DateOnly Day, TimeSpan For)[] quiet = [(0, new DateOnly(2027, 2, 2), TimeSpan.FromHours(52)), (10, new DateOnly(2027, 2, 9), TimeSpan.FromHours(11)), (3, new DateOnly(2027, 3, 16), TimeSpan.FromHours(12))];
        foreach (var one in quiet.Where(one => one.Day == day && hour == 0))
        {
            var start = bot.Clock.GetUtcNow().AddMinutes(-5);
            world.People[one.Person].NotBefore = start + one.For;
            await bot.ChangesPerson(world.People[one.Person].Id, new JsonObject { ["dnd_start"] = start.ToUnixTimeSeconds(), ["dnd_end"] = (start + one.For).ToUnixTimeSeconds() });
        }
    }

    private static async Task<List<string>> LoggedAsync(BotFixture bot)
    {
        const string Sql = """
            select 'AI-' || a.number || ' ' || d.recipient_id || ' ' || d.kind || ' planned ' || d.day || ' '
                || case when d.sent_at is not null then 'sent ' || r.for_day when d.why_not is not null then d.why_not else 'waits' end
            from reminder_deliveries d
            join action_items a on a.workspace_id = d.workspace_id and a.action_item_id = d.action_item_id
            left join reminders r on r.workspace_id = d.workspace_id and r.reminder_id = d.reminder_id
            """;
        return await ReadAsync(bot, Sql);
    }

    /// <summary>What people and channels really hold in Slack: who, on which day, with which items.</summary>
    private static async Task<List<string>> MessagesAsync(BotFixture bot, QuarterWorld world)
    {
        var channels = world.Items.Select(item => item.Postmortem).Distinct().ToDictionary(postmortem => postmortem.Channel);
        var keys = (await ReadAsync(bot, "select r.person_id || ' ' || r.for_day || ' ' || r.message_channel_id || ' ' || r.message_ts from reminders r where r.message_ts is not null"))
            .Select(row => row.Split(' ')).ToDictionary(row => (Channel: row[2], Ts: row[3]), row => $"{row[0]} {row[1]}");
        var messages = new List<string>();
        foreach (var channel in keys.Keys.Select(key => key.Channel).Distinct())
        {
            var reader = channels.TryGetValue(channel, out var postmortem) ? postmortem.Members.FirstOrDefault() ?? world.People[0].Id : keys.First(key => key.Key.Channel == channel).Value.Split(' ')[0];
            foreach (var message in await bot.As(reader).Reads(channel))
            {
                var numbers = System.Text.RegularExpressions.Regex.Matches(message.Text, @"AI-(?<number>\d+)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order();
                messages.Add($"message {keys.GetValueOrDefault((channel, message.Ts), $"unknown {channel}")} {string.Join(' ', numbers)}");
            }
        }

        return messages;
    }

    private static async Task<List<string>> ReadAsync(BotFixture bot, string sql)
    {
        await using var connection = new NpgsqlConnection(bot.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static void Same(List<string> expected, List<string> actual)
    {
        var missing = expected.Except(actual).Order().ToList();
        var unexpected = actual.Except(expected).Order().ToList();
        Assert.True(missing.Count == 0 && unexpected.Count == 0, $"{missing.Count} missing:\n{string.Join('\n', missing.Take(40))}\n{unexpected.Count} unexpected:\n{string.Join('\n', unexpected.Take(40))}");
        Assert.Equal(expected.Order(), actual.Order());
    }
}
