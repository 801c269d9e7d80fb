using System.Text.RegularExpressions;
using Npgsql;

namespace PostmortemBot.Hosting;

/// <summary>Says in the settings' own words why the framework or the database refused them; never their value, which may be a secret.</summary>
public static partial class StartFailure
{
    /// <summary>Null for a failure that is not one of the settings.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } when Conversion().Match(failure.Message) is { Success: true } found =>
            $"{found.Groups["key"].Value} has a value that cannot be read. It must be {Kind(found.Groups["type"].Value)}.",
        InvalidDataException => $"{failure.Message} {failure.InnerException?.Message}".TrimEnd(),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege } refused =>
            $"{PostgresSource.Key}: PostgreSQL refuses it: {refused.MessageText}. Check the user, its password, and that the database exists and belongs to it.",
        NpgsqlException { InnerException: not null } unreachable => $"{PostgresSource.Key}: PostgreSQL does not answer: {unreachable.Message}",
        _ => null,
    };

    private static string Kind(string type) => type switch
    {
        nameof(Boolean) => "true or false",
        nameof(Int32) => "a whole number",
        nameof(Double) => "a number",
        nameof(TimeSpan) => "a time such as 00:00:05",
        nameof(Uri) => "an address such as https://slack.com/api/",
        _ => type,
    };

    // How Microsoft.Extensions.Configuration.Binder says it.
    [GeneratedRegex("'(?<key>[A-Za-z]+(:[^']+)+)' to type '(System\\.)?(?<type>[^']+)'", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Conversion();
}
