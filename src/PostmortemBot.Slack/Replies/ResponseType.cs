using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>Who sees an answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResponseType>))]
public enum ResponseType
{
    /// <summary>Only the person who acted.</summary>
    [JsonStringEnumMemberName("ephemeral")]
    Ephemeral,

    /// <summary>The whole channel.</summary>
    [JsonStringEnumMemberName("in_channel")]
    InChannel,
}
