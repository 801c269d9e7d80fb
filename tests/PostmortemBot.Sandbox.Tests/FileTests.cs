using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class FileTests
{
    // The smallest PNG: one pixel.
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("multipart")]
    public async Task Bytes_go_up_raw_or_in_a_form_and_their_number_must_be_right(string way)
    {
        await using var world = await World.StartAsync();
        var place = await world.SlackForm("files.getUploadURLExternal", World.Token, ("filename", "map.png"), ("length", $"{Picture.Length}"));
        using var wrong = await Send(world, way, place, [1, 2, 3]);
        Assert.False(wrong.IsSuccessStatusCode);
        using var right = await Send(world, way, place, Picture);
        Assert.True(right.IsSuccessStatusCode);
        Assert.True((bool)(await world.Slack("files.completeUploadExternal", new { files = new[] { new { id = (string)place["file_id"]! } }, channels = $"{World.Payments},C0RELIABLE1" }))["ok"]!);
        Assert.Equal("map.png", (string?)Assert.Single(await world.Messages("maya", "C0RELIABLE1"))!["files"]![0]!["name"]);
    }

    [Fact]
    public async Task A_picture_can_be_shown_in_a_block_once_Slack_has_looked_into_it()
    {
        await using var world = await World.StartAsync();
        var place = await world.SlackForm("files.getUploadURLExternal", World.Token, ("filename", "map.png"), ("length", $"{Picture.Length}"), ("alt_txt", "A map"));
        using var sent = await Send(world, "POST", place, Picture);
        var id = (string)place["file_id"]!;
        object blocks = new[] { new { type = "image", alt_text = "A map", slack_file = new { id } } };
        Assert.Equal("file_not_found", (string?)(await world.SlackForm("files.info", World.Token, ("file", id)))["error"]);
        Assert.True((bool)(await world.Slack("files.completeUploadExternal", new { files = new[] { new { id, title = "Map" } } }))["ok"]!);
        Assert.Equal("invalid_blocks", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks }))["error"]);
        Assert.Equal("", (string?)(await world.SlackForm("files.info", World.Token, ("file", id)))["file"]!["mimetype"]);
        Assert.Equal(1, (int)(await world.SlackForm("files.info", World.Token, ("file", id)))["file"]!["original_w"]!);
        Assert.True((bool)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks }))["ok"]!);
    }

    [Fact]
    public async Task Completing_is_refused_with_the_reason()
    {
        await using var world = await World.StartAsync();
        var place = await world.SlackForm("files.getUploadURLExternal", World.Token, ("filename", "map.png"), ("length", $"{Picture.Length}"));
        object files = new[] { new { id = (string)place["file_id"]! } };
        Assert.Equal("file_not_found", (string?)(await world.Slack("files.completeUploadExternal", new { files }))["error"]);
        using var sent = await Send(world, "POST", place, Picture);
        Assert.Equal("invalid_arguments", (string?)(await world.Slack("files.completeUploadExternal", new { files, channel_id = World.Payments, channels = World.Payments }))["error"]);
        Assert.Equal("invalid_arguments", (string?)(await world.Slack("files.completeUploadExternal", new { files, thread_ts = "1.000000" }))["error"]);
        Assert.Equal("not_in_channel", (string?)(await world.Slack("files.completeUploadExternal", new { files, channel_id = World.Checkout }))["error"]);
        Assert.Equal("missing_argument", (string?)(await world.SlackForm("files.getUploadURLExternal", World.Token, ("filename", "map.png"), ("length", "0")))["error"]);
        Assert.Equal("alt_txt_too_large", (string?)(await world.SlackForm("files.getUploadURLExternal", World.Token, ("filename", "a.png"), ("length", "1"), ("alt_txt", new string('x', 1001))))["error"]);
    }

    private static Task<HttpResponseMessage> Send(World world, string way, JsonObject place, byte[] bytes)
    {
        var address = new Uri((string)place["upload_url"]!);
        return way switch
        {
            "PUT" => world.Http.PutAsync(address, new ByteArrayContent(bytes)),
            "POST" => world.Http.PostAsync(address, new ByteArrayContent(bytes)),
            _ => world.Http.PostAsync(address, new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "map.png" } }),
        };
    }
}
