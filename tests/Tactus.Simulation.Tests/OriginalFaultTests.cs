// Proves that what went wrong in the Python original goes right here, wherever the run dies.
using Tactus.Journal;
using Tactus.Protocol.Values;
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Recording;
using Tactus.Simulation.Tests.Running;

namespace Tactus.Simulation.Tests;

public sealed class OriginalFaultTests
{
    [Fact]
    public void Two_inner_checkpoints_in_a_sub_procedure_are_two()
    {
        Value output = DieEverywhere("two-inner-checkpoints", done: 4);
        ((MapValue)output).TryGet("sum", out _).ShouldBeTrue();
    }

    [Fact]
    public void A_question_in_a_sub_procedure_is_asked_once() =>
        DieEverywhere("question-in-a-sub-procedure", done: 4).ToString()
            .ShouldBe("""{"answers":["answer main/1.procedure:2","answer main/2.procedure:2"]}""");

    [Fact]
    public void A_question_in_a_checkpoint_is_asked_once() => DieEverywhere("question-in-a-checkpoint", done: 2);

    [Fact]
    public void An_increment_before_a_pause_counts_once() => DieEverywhere("increment-before-a-pause", done: 0).ToString().ShouldBe("""{"count":23}""");

    [Fact]
    public void A_second_run_of_a_file_has_its_own_input_and_its_own_past()
    {
        var program = new Program("twice.tac", """
            Procedure {
              input = { n = field.integer{required = true} },
              output = { n = field.integer{required = true} },
              function(input)
                return { n = checkpoint(function() return Host.call("sim.once", {n = input.n}).args.n end) }
              end
            }
            """);
        using var first = new SimulatedRun(With(program, 1), FaultPlan.At(9, Fault.HostDies, UnflushedWrites.Kept));
        first.Begin();
        first.Live(isResumed: false).ShouldBe(LifeEnd.HostDied);
        using var second = new SimulatedRun(With(program, 2), beside: first) { Id = "run2" };

        second.Run().Output.ShouldBe(Value.MapOf(("n", Value.Of(2))));
        first.GoOn().Output.ShouldBe(Value.MapOf(("n", Value.Of(1))));
        first.Outside.Once.Count.ShouldBe(1);
        second.Outside.Once.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Host.call(\"sim.keyed\", {step = 2})", "checkpoint(function() return Host.call(\"sim.keyed\", {step = 2}) end)")]
    [InlineData("checkpoint(function() return Host.call(\"sim.keyed\", {step = 2}) end)", "Host.call(\"sim.keyed\", {step = 2})")]
    [InlineData("Human.approve(\"Go on?\")", "Sleep(1)")]
    [InlineData("File.write(\"a.txt\", \"a\")", "File.append(\"a.txt\", \"a\")")]
    [InlineData("Host.call(\"sim.keyed\", {step = 2})", "nil")]
    public void An_edit_that_asks_for_something_else_is_told_so_and_does_nothing(string before, string after)
    {
        const string Template = """
            Procedure { function()
              local first = Host.call("sim.once", {step = 1}).value
              local second = WHAT
              return { first = first, third = Host.call("sim.once", {step = 3}).value }
            end }
            """;
        Program original = new("edited.tac", Template.Replace("WHAT", before, StringComparison.Ordinal));
        RunResult undisturbed;
        int points;
        using (var run = new SimulatedRun(original))
        {
            undisturbed = run.Run();
            points = run.Plan.Names.FindLastIndex(name => name.StartsWith("before intent main:3", StringComparison.Ordinal)) + 1;
        }

        using var edited = new SimulatedRun(original, FaultPlan.At(points, Fault.HostDies, UnflushedWrites.Kept));
        edited.Begin();
        edited.GoOn(isResumed: false, until: LifeEnd.HostDied);
        edited.Program = original with { Source = Template.Replace("WHAT", after, StringComparison.Ordinal) };
        edited.Live(isResumed: true).ShouldBe(LifeEnd.Written);

        RunRecord record = edited.LastRecord;
        record.Status.ShouldBe(RunStatus.Interrupted);
        record.Completion!.ErrorCode.ShouldBe("TAC1401");
        record.Completion.ErrorMessage!.ShouldContain("edited.tac:3");
        edited.Outside.Once.Count.ShouldBe(1);
        edited.Program = original;
        edited.GoOn().ShouldBeLike(undisturbed, "as recorded");
    }

    // The control: each of the procedures above ends differently somewhere when the store is not what it promises.
    [Theory]
    [InlineData("two-inner-checkpoints", (int)Flaw.DropsFlushes)]
    [InlineData("question-in-a-sub-procedure", (int)Flaw.DropsFlushes)]
    [InlineData("question-in-a-checkpoint", (int)Flaw.DropsFlushes)]
    [InlineData("increment-before-a-pause", (int)Flaw.ForgetsIntents)]
    public void A_flawed_store_is_found_out(string name, int flaw) => Should.Throw<Exception>(
        () => EveryPoint.Check(History.FindProgram(name), Fault.HostDies, UnflushedWrites.Lost, (Flaw)flaw));

    private static Program With(Program program, int n) => program with { Input = Value.MapOf(("n", Value.Of(n))) };

    // Dies at every point; returns the output, which is the same each time.
    private static Value DieEverywhere(string name, int done)
    {
        Program program = History.FindProgram(name);
        EveryPoint.Check(program, Fault.HostDies, UnflushedWrites.Lost);
        EveryPoint.Check(program, Fault.HostDies, UnflushedWrites.Kept);
        using var run = new SimulatedRun(program);
        RunResult result = run.Run();
        result.Done.Count.ShouldBe(done);
        return result.Output.ShouldNotBeNull();
    }
}
