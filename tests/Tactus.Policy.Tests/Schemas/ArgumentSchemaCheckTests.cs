// Proves that a schema that contradicts itself is found, and that a consistent one passes.
using Tactus.Policy.Schemas;

namespace Tactus.Policy.Tests.Schemas;

public sealed class ArgumentSchemaCheckTests
{
    public static TheoryData<ArgumentSchema, string?> Cases => new()
    {
        { new() { Type = ArgumentType.String, MinLength = 1, MaxLength = 2, Pattern = "a", AllowLeadingDash = true }, null },
        { new() { Type = ArgumentType.Integer, Min = 1, Max = 1 }, null },
        { new() { Type = ArgumentType.Number, Required = true, Min = 0 }, null },
        { new() { Type = ArgumentType.Array, Items = new() { Type = ArgumentType.Any }, MaxLength = 0 }, null },
        { new() { Type = ArgumentType.Object, Properties = Properties() }, null },
        { new() { Type = ArgumentType.Any, DefaultJson = "1" }, null },
        { new() { Type = ArgumentType.String, Min = 1 }, "min or max" },
        { new() { Type = ArgumentType.String, Max = 1 }, "min or max" },
        { new() { Type = ArgumentType.Integer, MinLength = 1 }, "min_length or max_length" },
        { new() { Type = ArgumentType.Object, MaxLength = 1 }, "min_length or max_length" },
        { new() { Type = ArgumentType.Integer, Min = 2, Max = 1 }, "greater than its max" },
        { new() { Type = ArgumentType.String, MinLength = -1 }, "negative" },
        { new() { Type = ArgumentType.String, MaxLength = -1 }, "negative" },
        { new() { Type = ArgumentType.String, MinLength = 2, MaxLength = 1 }, "greater than its max_length" },
        { new() { Type = ArgumentType.Integer, Pattern = "a" }, "only strings" },
        { new() { Type = ArgumentType.Any, AllowLeadingDash = true }, "only strings" },
        { new() { Type = ArgumentType.String, Items = new() { Type = ArgumentType.Any } }, "only arrays" },
        { new() { Type = ArgumentType.Array, Properties = Properties() }, "only objects" },
        { new() { Type = ArgumentType.String, Required = true, DefaultJson = "\"a\"" }, "only one" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_contradiction_is_named(ArgumentSchema schema, string? problem)
    {
        var found = ArgumentSchemaCheck.FindProblem(schema);

        if (problem is null)
        {
            found.ShouldBeNull();
        }
        else
        {
            found.ShouldNotBeNull().ShouldContain(problem);
        }
    }

    private static Dictionary<string, ArgumentSchema> Properties() => new() { ["a"] = new ArgumentSchema { Type = ArgumentType.String } };
}
