namespace PostmortemBot.Tests.Reminders.Quarter;

/// <summary>Somebody in the simulated workspace.</summary>
internal sealed class PlainPerson
{
    public required string Id { get; init; }
    public required string Zone { get; init; }
    public int? Hour { get; set; }
    public int[]? Days { get; set; }
    public DateOnly? AwayUntil { get; set; }
    public bool IsGone { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
}

internal sealed class PlainPostmortem
{
    public required Guid Id { get; init; }
    public required string Channel { get; init; }
    public required bool IsPrivate { get; init; }
    public required string Facilitator { get; init; }
    public HashSet<string> Members { get; } = [];
}

internal sealed class PlainItem
{
    public required int Number { get; init; }
    public required Guid Id { get; init; }
    public required PlainPostmortem Postmortem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string[] Helpers { get; init; }
    public string? Owner { get; set; }
    public DateOnly Due { get; set; }
    public bool IsOpen { get; set; } = true;
    public DateOnly? SnoozedUntil { get; set; }

    // What has been said of it so far.
    public (string Asked, DateOnly Due)? About { get; set; }
    public int Moments { get; set; }
    public DateOnly Since { get; set; }
    public DateOnly? LastDay { get; set; }
    public int Step { get; set; }
    public DateOnly? StepDay { get; set; }
}

/// <summary>The rules of reminding written down once more, plainly and one item at a time, to hold the product against.</summary>
internal sealed class PlainReminders(IReadOnlyList<PlainPerson> people, IReadOnlyList<PlainItem> items, PlainRules rules)
{
    private sealed record Planned(PlainItem Item, string To, bool IsChannel, string Kind, DateOnly Day, DateOnly Due, string? Owner);

    private readonly List<Planned> _planned = [];
    private readonly HashSet<(string To, DateOnly Day)> _had = [];
    private readonly Dictionary<(string To, DateOnly Day), DateTimeOffset> _putOff = [];
    private readonly Dictionary<string, PlainPerson> _people = people.ToDictionary(person => person.Id);

    /// <summary>"AI-7 U1 overdue planned 2027-01-05 sent 2027-01-05", or why it was not.</summary>
    public List<string> Log { get; } = [];

    public HashSet<string> Messages { get; } = [];

    public void Sweep(DateTimeOffset now)
    {
        foreach (var item in items)
            Plan(item, now);
        foreach (var gone in _planned.Where(line => !line.IsChannel && _people[line.To].IsGone).ToList())
            Drop(gone, "deactivated");
        foreach (var to in _planned.Select(line => (line.To, line.IsChannel)).Distinct().ToList())
            Send(to.To, to.IsChannel, now);
    }

    /// <summary>What still waits when the quarter is over.</summary>
    public IEnumerable<string> Waiting => _planned.Select(line => $"{Words(line)} waits");

    private void Plan(PlainItem item, DateTimeOffset now)
    {
        if (!item.IsOpen)
            return;
        var isFine = item.Owner is not null && CanBeAsked(item.Owner, item.Postmortem);
        var asked = isFine ? item.Owner! : CanBeAsked(item.Postmortem.Facilitator, item.Postmortem) ? item.Postmortem.Facilitator : "";
        if (Today(asked, now) is not { } today || item.SnoozedUntil > today || item.CreatedAt >= Opening(asked, today))
            return;

        var moments = PassedMoments(item.Due, today, asked);
        if (moments == 1 && item.CreatedAt > now.AddDays(-3))
            moments = 0;
        if (moments == 0)
            return;
        if (item.About != (asked, item.Due))
        {
            item.About = (asked, item.Due);
            (item.Moments, item.LastDay, item.Step, item.StepDay, item.Since) = (0, null, 0, null, DateOnly.MaxValue);
        }

        var step = NextStep(item, asked, today);
        if (item.Since == DateOnly.MaxValue)
            item.Since = today;
        if (!IsAway(asked, today) && item.LastDay != today && (moments > item.Moments || (item.LastDay is { } last && item.SnoozedUntil is { } until && last < until)))
        {
            (item.Moments, item.LastDay) = (moments, today);
            var kind = !isFine ? "reown" : item.Due > today ? "before" : item.Due == today ? "due" : "overdue";
            Add(item, asked == "" ? item.Postmortem.Channel : asked, asked == "", kind, today);
        }

        if (step == 0)
            return;
        (item.Step, item.StepDay) = (step, today);
        if (step == 1)
        {
            foreach (var helper in Hands(item, asked))
                Add(item, helper, false, "helpers", today);
        }
        else if (step == 2)
        {
            Add(item, item.Postmortem.Channel, true, "channel", today);
        }
        else
        {
            Add(item, rules.Last, false, "person", today);
        }
    }

    private int NextStep(PlainItem item, string asked, DateOnly today)
    {
        if (item.Since == DateOnly.MaxValue || item.StepDay >= today)
            return 0;
        var from = item.Due > item.Since ? item.Due : item.Since;
        if (item.SnoozedUntil is { } until && until > from)
            from = until;
        var days = WorkingDays(from, today, asked);
        if (item.Step < 1 && days >= rules.Steps[0] && Hands(item, asked).Any())
            return 1;
        if (item.Step < 2 && days >= rules.Steps[1] && asked != "")
            return 2;
        return item.Step < 3 && days >= rules.Steps[2] && rules.Last != asked && rules.Last != item.Owner && !_people[rules.Last].IsGone ? 3 : 0;
    }

    private IEnumerable<string> Hands(PlainItem item, string asked) =>
        item.Helpers.Append(item.Postmortem.Facilitator).Distinct().Where(person => person != asked && person != item.Owner && !_people[person].IsGone);

    private int PassedMoments(DateOnly due, DateOnly today, string asked)
    {
        var passed = 0;
        if (today >= due || WorkingDays(today, due, asked) <= rules.Before)
            passed++;
        if (today >= due)
            passed++;
        var late = WorkingDays(due, today, asked);
        passed += Moments.Count(moment => late >= moment);
        for (var earlier = today.AddDays(-14); earlier > due; earlier = earlier.AddDays(-14))
            passed += WorkingDays(due, earlier, asked) >= 14 ? 1 : 0;
        return passed;
    }

    private void Add(PlainItem item, string to, bool isChannel, string kind, DateOnly day) => _planned.Add(new Planned(item, to, isChannel, kind, day, item.Due, item.Owner));

    private void Send(string to, bool isChannel, DateTimeOffset now)
    {
        var clock = isChannel ? "" : to;
        if (Today(clock, now) is not { } today || IsAway(clock, today))
            return;
        if (_putOff.TryGetValue((to, today), out var until) ? until > now : _had.Contains((to, today)))
            return;

        var lines = _planned.Where(line => line.To == to).ToList();
        var good = lines.Where(line => WhyNot(line, today) is null).ToList();
        _had.Add((to, today));
        _putOff.Remove((to, today));
        if (good.Count > 0 && !isChannel && _people[to].NotBefore is { } quiet && now < quiet
            && !_putOff.Keys.Any(other => other.To == to && other.Day < today && other.Day >= today.AddDays(-7)))
        {
            _putOff[(to, today)] = quiet;
            return;
        }

        foreach (var line in lines)
        {
            _planned.Remove(line);
            Log.Add($"{Words(line)} {(WhyNot(line, today) is { } why ? why : $"sent {today:yyyy-MM-dd}")}");
        }

        if (good.Count > 0)
            Messages.Add($"{to} {today:yyyy-MM-dd} {string.Join(' ', good.Select(line => line.Item.Number).Distinct().Order())}");
    }

    private string? WhyNot(Planned line, DateOnly today)
    {
        if (!line.Item.IsOpen)
            return "closed";
        if (!line.IsChannel && !MayRead(line.To, line.Item.Postmortem))
            return "cannot_see_it";
        if (line.Item.SnoozedUntil > today)
            return "snoozed";
        if (line.Item.Owner != line.Owner)
            return "handed_over";
        return line.Item.Due != line.Due ? "date_changed" : null;
    }

    private void Drop(Planned line, string why)
    {
        _planned.Remove(line);
        Log.Add($"{Words(line)} {why}");
    }

    private static string Words(Planned line) => $"AI-{line.Item.Number} {line.To} {line.Kind} planned {line.Day:yyyy-MM-dd}";

    private bool CanBeAsked(string person, PlainPostmortem postmortem) => !_people[person].IsGone && MayRead(person, postmortem);

    private bool MayRead(string person, PlainPostmortem postmortem) =>
        postmortem.Members.Contains(person) || (!postmortem.IsPrivate && !_people[person].IsGone);

    private bool IsAway(string person, DateOnly today) => person != "" && _people[person].AwayUntil >= today;

    private DateOnly? Today(string person, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone(person));
        var (today, hour) = (DateOnly.FromDateTime(local.Date), Hour(person));
        return local.Hour >= hour && local.Hour < (hour >= 18 ? hour + 1 : 18) && IsWorking(today, person) ? today : null;
    }

    private static readonly int[] Moments = [1, 3, 7, 14];

    private DateTimeOffset Opening(string person, DateOnly today) =>
        new(TimeZoneInfo.ConvertTimeToUtc(today.ToDateTime(new TimeOnly(Hour(person), 0)), Zone(person)), TimeSpan.Zero);

    private TimeZoneInfo Zone(string person) => TimeZoneInfo.FindSystemTimeZoneById(person == "" ? rules.MainZone : _people[person].Zone);

    private int Hour(string person) => person == "" ? rules.Hour : _people[person].Hour ?? rules.Hour;

    private bool IsWorking(DateOnly day, string person)
    {
        var iso = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
        return (person == "" ? rules.Days : _people[person].Days ?? rules.Days).Contains(iso) && !rules.Holidays.Contains(day);
    }

    private int WorkingDays(DateOnly after, DateOnly until, string person)
    {
        var days = 0;
        for (var day = after; day < until;)
        {
            day = day.AddDays(1);
            if (IsWorking(day, person))
                days++;
        }

        return days;
    }
}

internal sealed record PlainRules
{
    public required int Before { get; init; }
    public required int Hour { get; init; }
    public required int[] Days { get; init; }
    public required DateOnly[] Holidays { get; init; }
    public required int[] Steps { get; init; }
    public required string Last { get; init; }
    public required string MainZone { get; init; }
}
