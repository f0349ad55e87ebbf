using Tactus.Engine.Runs;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Tests.Runs;

// Proves that the command line's texts win over the typed input, name by name.
public sealed class RunInputsTests
{
    [Fact]
    public void Parameters_win_and_the_rest_stays()
    {
        RunRequest request = Request(new() { ["b"] = "text", ["ä"] = "new" }, """{"a": 1, "b": 2}""");

        RunInputs.Merge(request).ShouldBe(ValueJson.Parse("""{"a": 1, "b": "text", "ä": "new"}"""));
    }

    [Fact]
    public void Without_either_the_input_is_the_empty_map() => RunInputs.Merge(Request([], "{}")).ShouldBe(Value.EmptyMap);

    private static RunRequest Request(Dictionary<string, string> parameters, string input) => new()
    {
        ProcedurePath = "x.tac", WorkingDirectory = "/", Parameters = parameters, Input = (MapValue)ValueJson.Parse(input),
    };
}
