using Microsoft.Extensions.Logging.Abstractions;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Causes.Maps;

namespace PostmortemBot.Tests.Causes.Maps;

public sealed class CausalMapTests
{
    [Fact]
    public void A_service_holds_its_causes_and_leads_where_they_made_something_possible()
    {
        var map = Map(Cascade());
        Assert.Equal(["config-store", "load-balancer", "payments"], map.Services.Select(service => service.Name));
        Assert.Equal(["Cause b", "Cause c"], map.Services[1].Causes.Select(cause => cause.Text).Order());
        Assert.Equal(["config-store → load-balancer", "load-balancer → payments", "payments → problem"], Links(map));
    }

    [Fact]
    public void Causes_without_a_service_are_passed_through()
    {
        var map = Map(In(new Drawn().Because("top", "a").Because("a", "x").Because("x", "b"), ("a", "payments"), ("b", "edge")));
        Assert.Equal(["edge → payments", "payments → problem"], Links(map));
        Assert.Equal("Cause x", Assert.Single(map.Homeless).Text);
    }

    [Fact]
    public void The_same_service_is_one_however_it_is_written() =>
        Assert.Equal("Payments", Assert.Single(Map(In(new Drawn().Because("top", "a").Because("a", "b"), ("a", "Payments"), ("b", " payments "))).Services).Name);

    [Fact]
    public void What_was_ruled_out_and_standing_questions_are_no_part_of_it()
    {
        var drawn = In(new Drawn().Because("top", "a").Because("top", "x").Because("top", "late", branch: "detection").Because("late", "alert"), ("a", "payments"), ("x", "dns"), ("alert", "monitoring"));
        drawn.With("x", cause => cause with { Confidence = Confidences.RuledOut });
        Assert.Equal(["payments"], Map(drawn).Services.Select(service => service.Name));
    }

    [Fact]
    public void Times_order_the_services_from_left_to_right_and_stand_above_them()
    {
        var drawn = Cascade();
        // Against the links: what is shown is when it happened.
        drawn.With("a", cause => cause with { OccurredAt = Drawn.Now }).With("b", cause => cause with { OccurredAt = Drawn.Now.AddMinutes(7) });
        var map = Map(drawn);
        var sketch = MapSketch.Of(map);

        Assert.Equal(["payments", "load-balancer", "config-store"], map.Services.Select(service => service.Name));
        Assert.Equal(["23 Nov 2026, 10:00 UTC", "", "10:07 UTC", ""], sketch.Columns.Select(column => column.Words));
        Assert.True(Assert.Single(sketch.Links, link => link.IsBackwards).IsDashed);
        Assert.Contains("from 10:00 UTC on 23 Nov 2026, before", MapReport.Markdown(map, picture: null), StringComparison.Ordinal);
    }

    [Fact]
    public void Over_midnight_the_day_is_said()
    {
        var drawn = Cascade().With("a", cause => cause with { OccurredAt = Drawn.Now }).With("d", cause => cause with { OccurredAt = Drawn.Now.AddDays(-30) });
        Assert.Equal(["24 Oct 10:00 UTC", "", "23 Nov 10:00 UTC", ""], MapSketch.Of(Map(drawn)).Columns.Select(column => column.Words));
    }

    [Fact]
    public void A_stored_circle_ends_the_walk()
    {
        var map = Map(In(new Drawn().Because("top", "a").Because("a", "b").Because("b", "a"), ("a", "payments"), ("b", "edge")));
        Assert.Equal(["edge → payments", "payments → edge", "payments → problem"], Links(map).Order());
    }

    [Fact]
    public async Task Sixty_services_are_drawn()
    {
        var drawn = new Drawn();
        for (var i = 0; i < 60; i++)
        {
            drawn.Because(i < 3 ? "top" : $"c{(i - 3) / 2}", $"c{i}");
            var number = i;
            drawn.With($"c{i}", cause => cause with { Service = $"service-{number}", OccurredAt = number % 3 == 0 ? Drawn.Now.AddMinutes(-number) : null });
        }

        var picture = await MapSketch.DrawAsync(Drawn.Postmortem(), Map(drawn), new Graphviz(NullLogger<Graphviz>.Instance), TestContext.Current.CancellationToken);
        Assert.Equal("Causal map of PM-12: 60 services", picture!.AltText);
    }

    [Fact]
    public void In_the_report_each_service_is_a_line_with_its_causes() => Assert.Contains(
        "- **config\\-store**, which led to load\\-balancer\n  - Cause d\n".Replace("\\-", "-", StringComparison.Ordinal),
        MapReport.Markdown(Map(Cascade()), picture: null).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    private static Drawn Cascade() => In(
        new Drawn().Because("top", "a").Because("a", "b").Because("b", "c").Because("c", "d"),
        ("a", "payments"), ("b", "load-balancer"), ("c", "load-balancer"), ("d", "config-store"));

    private static Drawn In(Drawn drawn, params (string Cause, string Service)[] services)
    {
        foreach (var (name, service) in services)
            drawn.With(name, cause => cause with { Service = service });
        return drawn;
    }

    private static CausalMap Map(Drawn drawn) => CausalMap.Of(drawn.Graph)!;

    private static IEnumerable<string> Links(CausalMap map) => map.Links.Select(link => $"{link.From.Name} → {link.To?.Name ?? "problem"}").Order();
}
