using System.Runtime.CompilerServices;
using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using Xunit;

namespace PostmortemBot.Slack.Tests.Blocks;

public sealed class BlockTypeTests
{
    public static TheoryData<Type> Known { get; } = [.. typeof(Block).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && Bases.Any(root => type.IsSubclassOf(root)))
        .Where(type => type != typeof(UnknownBlock) && type != typeof(UnknownElement) && type != typeof(UnknownElementValue))];

    private static Type[] Bases => [typeof(Block), typeof(BlockElement), typeof(ElementValue), typeof(ViewDefinition)];

    [Theory]
    [MemberData(nameof(Known))]
    public void Every_type_is_a_sealed_record_that_is_found_by_its_own_name(Type type)
    {
        var made = Activator.CreateInstance(type)!;
        var root = Bases.Single(type.IsSubclassOf);

        var read = JsonSerializer.Deserialize($$"""{"x":[{}],"type":"{{root.GetProperty("Type")!.GetValue(made)}}"}""", root, SlackJson.Options);

        Assert.IsType(type, read);
        Assert.True(type.IsSealed);
        Assert.NotNull(type.GetMethod("<Clone>$"));
    }

    [Fact]
    public void Every_property_can_be_set_only_while_making_the_record() => Assert.DoesNotContain(
        typeof(Block).Assembly.GetExportedTypes()
            .Where(type => string.Equals(type.Namespace, typeof(Block).Namespace, StringComparison.Ordinal) || type.IsSubclassOf(typeof(ViewDefinition)))
            .SelectMany(type => type.GetProperties()),
        property => property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));
}
