// Proves that a host tool's arguments are held to their schema, that one error names all that is wrong, and that nothing is
// performed for a call that does not fit.
using Tactus.Broker.HostTools.Arguments;
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.HostTools;

public sealed class ArgumentRulesTests
{
    [Fact]
    public void Defaults_are_filled_in_and_null_counts_as_missing()
    {
        var schemas = new Dictionary<string, ArgumentSchema>
        {
            ["target"] = new() { Type = ArgumentType.String, DefaultJson = "\"debug\"" },
            ["note"] = Grants.Text(required: false),
        };
        Check(schemas, Value.MapOf(("target", Value.Null))).ShouldBe(Value.MapOf(("target", Value.Of("debug"))));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public void A_long_key_is_not_copied_for_every_item_beneath_it(int keyLength)
    {
        const int Items = 10_000;
        var schemas = new Dictionary<string, ArgumentSchema> { ["x"] = new() { Type = ArgumentType.Any } };
        MapValue hostile = Value.MapOf(("x", Value.MapOf((new string('k', keyLength), Value.ListOf([.. Enumerable.Repeat(Value.True, Items)])))));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Check(schemas, hostile);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Items * 1000L);
    }

    [Fact]
    public void Every_problem_is_named_in_one_error()
    {
        var schemas = new Dictionary<string, ArgumentSchema>
        {
            ["title"] = new() { Type = ArgumentType.String, Required = true, MaxLength = 3 },
            ["count"] = new() { Type = ArgumentType.Integer, Min = 1, Max = 5 },
            ["must"] = Grants.Text(),
        };
        string problems = Problems(schemas, Value.MapOf(("title", Value.Of("long")), ("count", Value.Of(9)), ("other", Value.True)));
        problems.ShouldContain("'title' has more than 3 characters");
        problems.ShouldContain("'count' is greater than 5");
        problems.ShouldContain("'other' is not an argument of it");
        problems.ShouldContain("'must' is missing");
    }

    [Theory]
    [InlineData(ArgumentType.String)]
    [InlineData(ArgumentType.Integer)]
    [InlineData(ArgumentType.Number)]
    [InlineData(ArgumentType.Boolean)]
    [InlineData(ArgumentType.Array)]
    [InlineData(ArgumentType.Object)]
    public void A_type_takes_its_own_values_only(ArgumentType type)
    {
        (Value Value, ArgumentType[] Types)[] samples =
        [
            (Value.Of("text"), [ArgumentType.String]),
            (Value.Of(5), [ArgumentType.Integer, ArgumentType.Number]),
            (Value.Of(5.5), [ArgumentType.Number]),
            (Value.Of(double.NaN), []),
            (Value.Of(double.PositiveInfinity), []),
            (Value.True, [ArgumentType.Boolean]),
            (Value.ListOf(Value.Of(1)), [ArgumentType.Array]),
            (Value.MapOf(("a", Value.Of(1))), [ArgumentType.Object]),
            (Value.EmptyMap, [ArgumentType.Array, ArgumentType.Object]),
            (Value.EmptyList, [ArgumentType.Array, ArgumentType.Object]),
        ];
        var schemas = new Dictionary<string, ArgumentSchema> { ["x"] = new() { Type = type } };
        foreach ((Value value, ArgumentType[] types) in samples)
        {
            (Problems(schemas, Value.MapOf(("x", value))).Length == 0).ShouldBe(types.Contains(type), value.ToString());
        }
    }

    [Fact]
    public void A_whole_float_is_an_integer_and_an_empty_table_a_list()
    {
        var schemas = new Dictionary<string, ArgumentSchema> { ["n"] = new() { Type = ArgumentType.Integer }, ["l"] = new() { Type = ArgumentType.Array } };
        Check(schemas, Value.MapOf(("n", Value.Of(5.0)), ("l", Value.EmptyMap))).ShouldBe(Value.MapOf(("n", Value.Of(5)), ("l", Value.EmptyList)));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("abcd", false)]
    [InlineData("xabc", false)]
    [InlineData("abc\n", false)]
    public void A_pattern_matches_the_whole_text(string text, bool fits)
    {
        var schemas = new Dictionary<string, ArgumentSchema> { ["x"] = new() { Type = ArgumentType.String, Pattern = "[a-z]{3}|never" } };
        (Problems(schemas, Value.MapOf(("x", Value.Of(text)))).Length == 0).ShouldBe(fits);
    }

    [Fact]
    public void A_pattern_that_would_backtrack_is_quick()
    {
        var schemas = new Dictionary<string, ArgumentSchema> { ["x"] = new() { Type = ArgumentType.String, Pattern = "(a+)+b" } };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Problems(schemas, Value.MapOf(("x", Value.Of(new string('a', 50_000))))).ShouldContain("does not match");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        Should.Throw<FormatException>(() => new ArgumentRules(new Dictionary<string, ArgumentSchema>
        {
            ["x"] = new() { Type = ArgumentType.String, Pattern = "(a)\\1" },
        }));
    }

    [Fact]
    public void Enums_items_and_properties_are_checked_to_their_depth()
    {
        var schemas = new Dictionary<string, ArgumentSchema>
        {
            ["mode"] = new() { Type = ArgumentType.String, EnumJson = ["\"a\"", "\"b\""] },
            ["list"] = new() { Type = ArgumentType.Array, MaxLength = 2, Items = new ArgumentSchema { Type = ArgumentType.Integer } },
            ["map"] = new() { Type = ArgumentType.Object, Properties = new Dictionary<string, ArgumentSchema> { ["in"] = Grants.Text() } },
        };
        string problems = Problems(schemas, Value.MapOf(
            ("mode", Value.Of("c")),
            ("list", Value.ListOf(Value.Of(1), Value.Of("x"), Value.Of(3))),
            ("map", Value.MapOf(("out", Value.True)))));
        problems.ShouldContain("'mode' is none of \"a\", \"b\"");
        problems.ShouldContain("'list' has more than 2 items");
        problems.ShouldContain("'list[2]' must be an integer, not a string");
        problems.ShouldContain("'map.out' is not an argument of it");
        problems.ShouldContain("'map.in' is missing");
    }

    [Fact]
    public void Strings_are_text_wherever_they_stand()
    {
        byte[] bad = [0xff, 0xfe];
        foreach (ArgumentType type in new[] { ArgumentType.String, ArgumentType.Any })
        {
            Problems(new Dictionary<string, ArgumentSchema> { ["x"] = new() { Type = type } }, Value.MapOf(("x", Value.Of(bad)))).ShouldContain("UTF-8");
        }

        var any = new Dictionary<string, ArgumentSchema> { ["x"] = new() { Type = ArgumentType.Any } };
        Problems(any, Value.MapOf(("x", Value.ListOf(Value.MapOf(("k", Value.Of(bad))))))).ShouldContain("'x[1].k' is not UTF-8");
    }

    [Fact]
    public async Task A_call_that_does_not_fit_is_refused_before_anything_happens()
    {
        var helpers = new RecordingHelper();
        using var broker = new TestBroker(Grants.WithTools(Tools.Exec("build", "make") with
        {
            Arguments = new Dictionary<string, ArgumentSchema> { ["target"] = Grants.Text() },
        }), helpers: helpers);
        (await broker.CallAsync("build", ("target", Value.Of(5)))).ShouldBeError("TAC3104", "invalid").Message.ShouldContain("'target' must be a string");
        helpers.Commands.ShouldBeEmpty();
        (await broker.CallAsync("build", ("target", Value.Of("x")))).Value();
        helpers.Commands.Count.ShouldBe(1);
    }

    private static string Problems(Dictionary<string, ArgumentSchema> schemas, MapValue arguments)
    {
        var problems = new ArgumentProblems();
        new ArgumentRules(schemas).Check(arguments, "", problems);
        return problems.ToString();
    }

    private static MapValue Check(Dictionary<string, ArgumentSchema> schemas, MapValue arguments)
    {
        var problems = new ArgumentProblems();
        MapValue result = new ArgumentRules(schemas).Check(arguments, "", problems);
        problems.IsEmpty.ShouldBeTrue(problems.ToString());
        return result;
    }
}
