using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class CanvasTests
{
    [Fact]
    public async Task A_canvas_is_written_section_by_section()
    {
        await using var world = await World.StartAsync();
        var canvas_id = (string)(await world.Slack("canvases.create", new { title = "Report", document_content = Markdown("# One\n\nText\n\n# Two") }))["canvas_id"]!;
        await Edit(world, canvas_id, new { operation = "insert_after", section_id = await Section(world, canvas_id, "One"), document_content = Markdown("Between") });
        await Edit(world, canvas_id, new { operation = "insert_at_end", document_content = Markdown("End") });
        await Edit(world, canvas_id, new { operation = "insert_at_start", document_content = Markdown("Start") });
        await Edit(world, canvas_id, new { operation = "replace", section_id = await Section(world, canvas_id, "Text"), document_content = Markdown("Other text") });
        await Edit(world, canvas_id, new { operation = "delete", section_id = await Section(world, canvas_id, "Two") });
        await Edit(world, canvas_id, new { operation = "rename", title_content = Markdown("The report") });
        var page = await world.Http.GetStringAsync($"/canvas/{canvas_id}");
        Assert.Contains("The report", page, StringComparison.Ordinal);
        string[] order = ["Start", "One", "Between", "Other text", "End"];
        Assert.Equal(order.Select(text => page.LastIndexOf(text, StringComparison.Ordinal)).Order(), order.Select(text => page.LastIndexOf(text, StringComparison.Ordinal)));
        Assert.DoesNotContain("Two", page, StringComparison.Ordinal);
        Assert.Equal("quip", (string?)(await world.SlackForm("files.info", World.Token, ("file", canvas_id)))["file"]!["filetype"]);
    }

    [Fact]
    public async Task A_channel_has_one_canvas_of_its_own()
    {
        await using var world = await World.StartAsync();
        Assert.True((bool)(await world.Slack("conversations.canvases.create", new { channel_id = World.Payments, title = "Notes" }))["ok"]!);
        Assert.Equal("channel_canvas_already_exists", (string?)(await world.Slack("conversations.canvases.create", new { channel_id = World.Payments }))["error"]);
        var refused = await world.Slack("conversations.canvases.create", new { channel_id = World.Checkout });
        Assert.Equal(("canvas_creation_failed", "not_in_channel"), ((string?)refused["error"], (string?)refused["detail"]));
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        await using var world = await World.StartAsync();
        var refused = await world.Slack("canvases.create", new { document_content = Markdown("#### Too deep") });
        Assert.Equal(("canvas_creation_failed", "headings have three depths"), ((string?)refused["error"], (string?)refused["detail"]));
        var canvas_id = (string)(await world.Slack("canvases.create", new { title = "x" }))["canvas_id"]!;
        Assert.Equal("canvas_not_found", (string?)(await world.Slack("canvases.edit", new { canvas_id = "F0NOWHERE01", changes = new[] { new { operation = "delete" } } }))["error"]);
        object one = new { operation = "insert_at_end", document_content = Markdown("x") };
        Assert.Equal("invalid_arguments", (string?)(await world.Slack("canvases.edit", new { canvas_id, changes = new[] { one, one } }))["error"]);
        Assert.Equal("canvas_editing_failed", (string?)(await world.Slack("canvases.edit", new { canvas_id, changes = new[] { new { operation = "delete", section_id = "temp:C:none" } } }))["error"]);
        Assert.Equal("invalid_parameters", (string?)(await world.Slack("canvases.access.set", new { canvas_id, access_level = "read", channel_ids = new[] { World.Payments }, user_ids = new[] { World.Maya } }))["error"]);
        Assert.Equal("channel_not_found", (string?)(await world.Slack("canvases.access.set", new { canvas_id, access_level = "read", channel_ids = new[] { World.Hidden } }))["error"]);
        Assert.True((bool)(await world.Slack("canvases.access.set", new { canvas_id, access_level = "write", user_ids = new[] { World.Maya } }))["ok"]!);
        Assert.Equal("invalid_arguments", (string?)(await world.Slack("canvases.sections.lookup", new { canvas_id, criteria = new { } }))["error"]);
        Assert.True((bool)(await world.Slack("canvases.delete", new { canvas_id }))["ok"]!);
        Assert.Equal("canvas_not_found", (string?)(await world.Slack("canvases.delete", new { canvas_id }))["error"]);
    }

    private static object Markdown(string markdown) => new { type = "markdown", markdown };

    private static async Task Edit(World world, string canvas_id, object change)
    {
        var answer = await world.Slack("canvases.edit", new { canvas_id, changes = new[] { change } });
        Assert.True((bool)answer["ok"]!, answer.ToJsonString());
    }

    private static async Task<string> Section(World world, string canvas_id, string contains_text) =>
        (string)Assert.Single((JsonArray)(await world.Slack("canvases.sections.lookup", new { canvas_id, criteria = new { contains_text } }))["sections"]!)!["id"]!;
}
