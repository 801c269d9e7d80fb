using System.Text;
using Microsoft.AspNetCore.Http;

namespace PostmortemBot.Slack;

/// <summary>What goes back to Slack.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string TextType = "text/plain; charset=utf-8";

    /// <summary>Received, and nothing to say: a body that means nothing would be an error in a modal.</summary>
    public static readonly Answer Empty = new(StatusCodes.Status200OK, default, null);

    public static Answer Json(ReadOnlyMemory<byte> body) => body.IsEmpty ? Empty : new(StatusCodes.Status200OK, body, JsonType);

    public static Answer Text(string text) => new(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(text), TextType);

    public static Answer Refuse(int status, string reason) => new(status, Encoding.UTF8.GetBytes(reason), TextType);

    public static Answer Malformed(string reason) => Refuse(StatusCodes.Status400BadRequest, reason);

    /// <summary>Where it can be said when this way is closed; null where it is nothing that a person reads.</summary>
    public string? ResponseUrl { get; init; }

    public bool IsJson => ReferenceEquals(ContentType, JsonType);

    public async ValueTask Write(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentLength = Body.Length;
        if (Body.IsEmpty) return;

        response.ContentType = ContentType;
        await response.BodyWriter.WriteAsync(Body);
    }
}
