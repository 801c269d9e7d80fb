using System.Collections;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>How this library reads and writes Slack's JSON: snake_case names, no nulls, unknown fields ignored.</summary>
public static class SlackJson
{
    /// <summary>The one set of options, read-only and safe to share.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            AllowOutOfOrderMetadataProperties = true,
            // The JSON goes into an HTTP body, never into a page, so < > & and emoji may stay as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SendOnlyWhatIsSaid } },
            Converters = { new ForgivingBool(), new ForgivingInt(), new ForgivingLong(), new ButtonStyleConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }

    // Slack refuses empty strings and empty lists in most optional fields, and false is its default everywhere.
    private static void SendOnlyWhatIsSaid(JsonTypeInfo type)
    {
        if (!IsBlockKit(type.Type)) return;

        foreach (var property in type.Properties)
        {
            // What arrives is kept even when a field that we always send is missing from it.
            property.IsRequired = false;
            if (property.Name is "type") property.Order = -1;
            KeepDefaultOnNull(property);
            if (IsAlwaysSent(property)) continue;
            if (property.PropertyType == typeof(string))
                property.ShouldSerialize = static (_, value) => value is string { Length: > 0 };
            else if (property.PropertyType == typeof(bool))
                property.ShouldSerialize = static (_, value) => value is true;
            else if (typeof(TextObject).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = static (_, value) => value is TextObject { Text.Length: > 0 };
            else if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
        }
    }

    private static void KeepDefaultOnNull(JsonPropertyInfo property)
    {
        if (property.Set is not { } set) return;

        property.Set = (target, value) =>
        {
            if (value is not null) set(target, value);
        };
    }

    private static bool IsBlockKit(Type type) =>
        string.Equals(type.Namespace, typeof(Block).Namespace, StringComparison.Ordinal) || typeof(ViewDefinition).IsAssignableFrom(type);

    private static bool IsAlwaysSent(JsonPropertyInfo property) =>
        property.AttributeProvider is MemberInfo member
        && member.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Never };
}
