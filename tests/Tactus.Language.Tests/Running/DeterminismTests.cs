using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Running;

/// <summary>Proves that a run repeats itself, and that random numbers drawn inside a checkpoint leave those outside alone.</summary>
public sealed class DeterminismTests
{
    private const string Program = """
        local seen = {}
        for i = 1, 20 do
          local answer = checkpoint("step " .. i, function()
            print(i, math.random(1000), os.time())
            return Host.call("x", { i = i, r = math.random(), t = { a = i, b = { i, i } } })
          end)
          State.append("all", answer)
          seen[tostring(i)] = math.random(100)
        end
        for key, value in pairs(seen) do Host.call("x", { key = key, value = value }) end
        return seen
        """;

    [Fact]
    public void The_same_run_asks_and_prints_the_same_bytes()
    {
        var first = new ScriptedChannel().Answer("host.call", "x", Value.Of(1));
        var second = new ScriptedChannel().Answer("host.call", "x", Value.Of(1));
        ProcedureOutcome one = Harness.Run(Harness.StartOf(Program), first);
        ProcedureOutcome two = Harness.Run(Harness.StartOf(Program), second);

        one.Output.ShouldBe(two.Output);
        first.Requests.ShouldBe(second.Requests);
        first.Events.ShouldBe(second.Events);
        first.Requests.Count.ShouldBe(60);
    }

    [Fact]
    public void Another_seed_draws_other_numbers()
    {
        StartResponse one = Harness.StartOf("return math.random(1 << 40)");
        StartResponse other = one.Clone();
        other.Seed = one.Seed + 1;
        Harness.Run(other, new ScriptedChannel()).Output.ShouldNotBe(Harness.Run(one, new ScriptedChannel()).Output);
    }

    [Theory]
    [InlineData("for _ = 1, 5 do math.random() end")]
    [InlineData("math.randomseed(42)")]
    [InlineData("")]
    public void What_a_checkpoint_draws_moves_nothing_outside(string inside)
    {
        const string Outside = """
            checkpoint(function() INSIDE end)
            local a = math.random(1 << 40)
            checkpoint(function() INSIDE end)
            return { a, math.random(1 << 40) }
            """;
        Value drawn = Harness.Output(Outside.Replace("INSIDE", inside, StringComparison.Ordinal));
        drawn.ShouldBe(Harness.Output(Outside.Replace("INSIDE", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_checkpoints_draw_different_numbers_and_a_seed_of_the_procedures_own_holds()
    {
        Harness.Output("""
            local function draw() return math.random(1 << 40) end
            local a, b = checkpoint(draw), checkpoint(draw)
            math.randomseed(1) checkpoint(draw) local c = draw()
            math.randomseed(2) checkpoint(draw) local d = draw()
            return { a ~= b, c ~= d }
            """).ToString().ShouldBe("[true,true]");
    }
}
