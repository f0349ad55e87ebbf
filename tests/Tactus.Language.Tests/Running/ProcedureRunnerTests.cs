using System.Text;
using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Status = Tactus.Protocol.V1.FinishRequest.Types.Status;

namespace Tactus.Language.Tests.Running;

/// <summary>Proves how a run begins and ends apart from what the procedure does: odd sources, little memory, a broken channel.</summary>
public sealed class ProcedureRunnerTests
{
    [Theory]
    [InlineData("#!/usr/bin/env -S tactus run\nerror('x')", 2)]
    [InlineData("\uFEFFerror('x')", 1)]
    [InlineData("\uFEFF# x\r\nerror('x')", 2)]
    public void A_first_line_for_the_shell_and_a_byte_order_mark_are_skipped(string source, uint line)
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf(source), new ScriptedChannel());
        outcome.Error!.Code.ShouldBe("TAC1301");
        outcome.Error.Location.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("")]
    public void An_empty_file_is_a_procedure_without_output(string source) =>
        Harness.Output(source).ShouldBe(Value.Null);

    [Fact]
    public void Bytecode_is_refused()
    {
        StartResponse start = Harness.StartOf("");
        start.Bundle.Files[0].Source = ByteString.CopyFrom([0x1b, .. "Lua"u8, 0x54, 0, 0]);
        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());
        outcome.Status.ShouldBe(Status.Invalid);
        outcome.Error!.Code.ShouldBe("TAC1001");
    }

    [Fact]
    public void An_input_larger_than_the_memory_leaves_none_for_the_procedure()
    {
        StartResponse start = Harness.StartOf("local t = {} for i = 1, 1000 do t[i] = { i } end");
        start.Limits.LuaMemoryBytes = 4 * 1024 * 1024;
        Harness.Run(start, new ScriptedChannel()).Status.ShouldBe(Status.Succeeded);
        start.Input = ByteString.CopyFrom(Value.MapOf(("x", Value.Of(new byte[8 * 1024 * 1024]))).Encode());
        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());
        outcome.Status.ShouldBe(Status.OutOfMemory);
        outcome.Error!.Code.ShouldBe("TAC2101");
    }

    [Fact]
    public void Sources_for_which_there_are_not_even_addresses_end_the_run()
    {
        StartResponse start = Harness.StartOf("");
        start.Limits.LuaMemoryBytes = 4 * 1024 * 1024;
        ByteString source = ByteString.CopyFromUtf8("--" + new string('x', 64 * 1024 * 1024));
        start.Bundle.Files.Add(Enumerable.Range(0, 5).Select(i => new SourceFile { Path = $"{i}.tac", Module = $"m{i}", Source = source }));
        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());
        outcome.Status.ShouldBe(Status.OutOfMemory);
        outcome.Error!.Code.ShouldBe("TAC2006");
    }

    [Fact]
    public void An_error_of_any_length_is_told_in_a_message_that_fits()
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf("error(string.rep('x', 20 << 20))"), new ScriptedChannel());
        outcome.Error!.Code.ShouldBe("TAC1301");
        outcome.Error.CalculateSize().ShouldBeLessThan(256 * 1024);
        outcome.Error.Message.ShouldEndWith("(cut)");
    }

    [Theory]
    [InlineData("Host.call(string.rep('x', 5000), {})")]
    [InlineData("File.read(string.rep('x', 5000))")]
    [InlineData("checkpoint(string.rep('x', 5000), print)")]
    public void A_name_of_any_length_is_refused_at_the_call(string call)
    {
        var channel = new ScriptedChannel();
        Harness.Run(Harness.StartOf(call), channel).Error!.Code.ShouldBe("TAC1201");
        channel.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_channel_throws_leaves_the_runner() =>
        Should.Throw<IOException>(() => Harness.Run(Harness.StartOf("pcall(Host.call, 'x', {}) return 1"), new BrokenChannel()));

    [Fact]
    public void The_main_file_must_be_there()
    {
        StartResponse start = Harness.StartOf("");
        start.Bundle.Files.Clear();
        Should.Throw<InvalidOperationException>(() => Harness.Run(start, new ScriptedChannel()));
    }

    [Fact]
    public void A_tail_call_has_the_place_of_the_procedure()
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf("\nProcedure { function() return Host.call('x', {}) end }"), new ScriptedChannel());
        outcome.Error!.Code.ShouldBe("TAC3001");
        outcome.Error.Location.ShouldBe(new SourceLocation { File = "test.tac", Line = 2 });
    }

    [Fact]
    public void A_long_file_name_is_shown_whole()
    {
        string name = new string('d', 100) + "/report.tac";
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf("local x = nil\nx()", name), new ScriptedChannel());
        outcome.Error!.Location.ShouldBe(new SourceLocation { File = name, Line = 2 });
        Harness.Run(Harness.StartOf("\nx x", name), new ScriptedChannel()).Error!.Location.ShouldBe(new SourceLocation { File = name, Line = 2 });
    }

    [Fact]
    public void The_environment_is_what_was_given()
    {
        StartResponse start = Harness.StartOf("return { os.getenv('CITY'), os.getenv('HOME') == nil }");
        start.Env.Add("CITY", "Oslo");
        Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span).ToString().ShouldBe("""["Oslo",true]""");
    }

    [Fact]
    public void A_description_that_is_nested_too_deeply_is_an_error_and_asks_for_nothing()
    {
        var source = new StringBuilder("local f = field.string{}\n");
        source.Append("for _ = 1, 70 do f = field.object{properties = { x = f }} end\nProcedure { input = { f = f }, function() end }\nHost.call('x', {})");
        StartResponse start = Harness.StartOf(source.ToString());
        start.Mode = StartResponse.Types.Mode.Describe;
        var channel = new ScriptedChannel();
        ProcedureOutcome outcome = Harness.Run(start, channel);
        outcome.Status.ShouldBe(Status.Invalid);
        outcome.Error!.Code.ShouldBe("TAC1105");
        channel.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_description_prints_does_not_end_it()
    {
        StartResponse start = Harness.StartOf("for _ = 1, 1000 do print('far more than allowed') end\nProcedure { function() end }");
        start.Mode = StartResponse.Types.Mode.Describe;
        start.Limits.OutputBytes = 100;

        Harness.Run(start, new ScriptedChannel()).Status.ShouldBe(Status.Succeeded);
    }

    private sealed class BrokenChannel : IEffectChannel
    {
        public PerformResponse Perform(PerformRequest request) => throw new IOException("the broker is gone");

        public void Begin(PerformRequest request) => throw new NotSupportedException("one task never begins an effect");

        public BegunAnswer Await() => throw new NotSupportedException("one task never awaits one");

        public void Emit(EmitRequest request) => throw new IOException("the broker is gone");
    }
}
