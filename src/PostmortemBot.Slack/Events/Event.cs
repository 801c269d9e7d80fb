namespace PostmortemBot.Slack.Events;

/// <summary>Something that happened in Slack.</summary>
/// <seealso href="https://docs.slack.dev/reference/events"/>
public abstract record Event
{
    /// <summary>Slack's name of the event.</summary>
    public string Type { get => field; init => field = value ?? ""; } = "";

    /// <summary>When it happened, as a time stamp.</summary>
    public string? EventTs { get; init; }
}

/// <summary>Says which of Slack's event types a class stands for; a rename of public and private channels, for example, has two.</summary>
/// <param name="type">Slack's name of the event.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EventTypeAttribute(string type) : Attribute
{
    /// <summary>Slack's name of the event.</summary>
    public string Type { get; } = type;

    internal static IReadOnlyList<string> Of(Type eventClass)
    {
        string[] types = [.. eventClass.GetCustomAttributes(typeof(EventTypeAttribute), inherit: false).Cast<EventTypeAttribute>().Select(attribute => attribute.Type)];
        return types.Length > 0
            ? types
            : throw new InvalidOperationException($"{eventClass.FullName} does not say which event it is: put [EventType(\"...\")] on it.");
    }
}
