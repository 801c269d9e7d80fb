using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Tests;

/// <summary>Every statement the bot can send is one that the migrated schema understands.</summary>
public sealed partial class SqlTests(StartedBot bot) : IClassFixture<StartedBot>
{
    public static TheoryData<string> EveryStatement() => [.. All().Keys.Order()];

    [Theory]
    [MemberData(nameof(EveryStatement))]
    public async Task A_statement_prepares(string name)
    {
        var numbers = new List<string>();
        var sql = Parameter().Replace(All()[name], match =>
        {
            if (!numbers.Contains(match.Value))
                numbers.Add(match.Value);
            return $"${numbers.IndexOf(match.Value) + 1}";
        });
        await using var connection = new NpgsqlConnection(bot.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"prepare tested as {sql}", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(EveryStatement))]
    public void A_statement_says_where_it_comes_from(string name) =>
        Assert.Matches(@"\A(-- \w+\.\w+\n|/\* \w+\.\w+ \*/|select pg_advisory)", All()[name].TrimStart());

    [Theory]
    [MemberData(nameof(EveryStatement))]
    public void No_statement_takes_whatever_columns_there_are(string name) =>
        Assert.DoesNotMatch(@"select\s+(\w+\.)?\*", All()[name]);

    internal static IEnumerable<KeyValuePair<string, string>> Statements(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(field => field is { FieldType.Name: "String" } and ({ IsLiteral: true } or { IsInitOnly: true }) && field.Name.EndsWith("Sql", StringComparison.Ordinal))
        .Select(field => KeyValuePair.Create($"{type.Name}.{field.Name}", (string)field.GetValue(null)!));

    private static Dictionary<string, string> All() =>
        typeof(Postmortem).Assembly.GetTypes().SelectMany(Statements).ToDictionary();

    [GeneratedRegex(@"(?<![@\w])@\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
