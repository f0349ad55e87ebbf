using Tactus.Guest.Tests.Harness;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Status = Tactus.Protocol.V1.FinishRequest.Types.Status;

namespace Tactus.Guest.Tests.Session;

/// <summary>Proves that a locked-down guest runs procedures, and that each way of ending reaches the broker as what it is.</summary>
public sealed class ProcedureRunTests
{
    [Fact]
    public async Task Hello_performs_its_effect_and_gives_its_output()
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of(
            """
            Procedure { function(input)
              print("hello")
              local answer = Host.call("host.ping", { n = 1 })
              return { answer = answer.ok }
            end }
            """));
        PerformRequest? performed = null;
        broker.OnPerform = request =>
        {
            performed = request;
            return Task.FromResult(Runs.Answer(request, Value.MapOf(("ok", Value.True))));
        };
        using GuestRun guest = GuestRun.Start(broker);
        FinishRequest finish = await guest.FinishAsync(broker);
        finish.Status.ShouldBe(Status.Succeeded, finish.Error?.Message);
        Value.Decode(finish.Output.Span).ShouldBe(Value.MapOf(("answer", Value.True)));
        finish.Usage.Effects.ShouldBe(1UL);
        finish.Usage.LuaPeakBytes.ShouldBeGreaterThan(0UL);
        finish.Usage.CpuTimeUs.ShouldBeGreaterThan(0UL);
        performed!.Name.ShouldBe("host.ping");
        performed.Location.ShouldBe(new SourceLocation { File = "test.tac", Line = 3 });
        broker.Events.ShouldHaveSingleItem().Text.ToStringUtf8().ShouldBe("hello");
        (await guest.EndAsync()).ShouldBe((0, ""));
    }

    [Fact]
    public async Task An_error_is_told_with_its_line()
    {
        FinishRequest finish = await RunAsync("Procedure { function()\n  error('on purpose')\nend }");
        finish.Status.ShouldBe(Status.Failed);
        finish.Error.Message.ShouldContain("on purpose");
        finish.Error.Location.ShouldBe(new SourceLocation { File = "test.tac", Line = 2 });
    }

    [Fact]
    public async Task A_file_that_does_not_parse_is_invalid()
    {
        FinishRequest finish = await RunAsync("Procedure {\n  function( end }");
        finish.Status.ShouldBe(Status.Invalid);
        finish.Error.Location.ShouldBe(new SourceLocation { File = "test.tac", Line = 2 });
    }

    [Fact]
    public async Task An_error_text_of_megabytes_still_arrives()
    {
        FinishRequest finish = await RunAsync(
            "Procedure { function() error(string.rep('x', 20e6)) end }",
            new Limits { LuaMemoryBytes = 512 << 20, CpuTimeMs = 20_000 });
        finish.Status.ShouldBe(Status.Failed);
        finish.Error.Message.Length.ShouldBeLessThan(70_000);
    }

    [Fact]
    public async Task An_endless_loop_ends_with_its_line()
    {
        FinishRequest finish = await RunAsync(
            "Procedure { function()\n  local n = 0\n  while true do\n    n = n + 1\n  end\nend }",
            new Limits { LuaMemoryBytes = 64 << 20, CpuTimeMs = 200 });
        finish.Status.ShouldBe(Status.OutOfBudget);
        finish.Error.Code.ShouldBe("TAC2102");
        finish.Error.Location.File.ShouldBe("test.tac");
        finish.Error.Location.Line.ShouldBeInRange(3U, 5U);
    }

    [Fact]
    public async Task A_loop_inside_one_library_call_ends_too()
    {
        FinishRequest finish = await RunAsync(
            "Procedure { function()\n  return string.find(string.rep('a', 50000), ('.-'):rep(30) .. 'b')\nend }",
            new Limits { LuaMemoryBytes = 64 << 20, CpuTimeMs = 200 });
        finish.Status.ShouldBe(Status.OutOfBudget);
    }

    [Fact]
    public async Task Memory_beyond_the_limit_is_out_of_memory()
    {
        FinishRequest finish = await RunAsync(
            "Procedure { function()\n  local t = {}\n  while true do t[#t + 1] = string.rep('x', 1000) .. #t end\nend }",
            new Limits { LuaMemoryBytes = 16 << 20, CpuTimeMs = 20_000 });
        finish.Status.ShouldBe(Status.OutOfMemory);
        finish.Error.Code.ShouldStartWith("TAC21");
    }

    [Fact]
    public async Task A_description_performs_nothing()
    {
        StartResponse start = Runs.Of("Procedure { input = { n = field.integer{} }, function() Host.call('host.ping', {}) end }");
        start.Mode = StartResponse.Types.Mode.Describe;
        await using TestBroker broker = await TestBroker.StartAsync(start);
        using GuestRun guest = GuestRun.Start(broker);
        FinishRequest finish = await guest.FinishAsync(broker);
        finish.Status.ShouldBe(Status.Succeeded, finish.Error?.Message);
        Value.Decode(finish.Output.Span).ToString().ShouldContain("integer");
    }

    [Fact]
    public async Task A_broker_that_dies_while_it_is_asked_ends_the_guest()
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of("Procedure { function() Host.call('host.ping', {}) end }"));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.OnPerform = _ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<PerformResponse>().Task;
        };
        using GuestRun guest = GuestRun.Start(broker);
        await asked.Task.WaitAsync(TestTime.Longest);
        await broker.VanishAsync();
        await EndsByLostConnectionAsync(guest);
    }

    [Fact]
    public async Task A_broker_that_dies_while_nobody_asks_ends_the_guest_too()
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of("Procedure { function() Host.call('host.ping', {}) while true do end end }"));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.OnPerform = request =>
        {
            asked.SetResult();
            return Task.FromResult(Runs.Answer(request, Value.Null));
        };
        using GuestRun guest = GuestRun.Start(broker);
        await asked.Task.WaitAsync(TestTime.Longest);
        await broker.VanishAsync();
        await EndsByLostConnectionAsync(guest);
    }

    [Fact]
    public async Task An_unknown_mode_is_refused()
    {
        StartResponse start = Runs.Of("");
        start.Mode = (StartResponse.Types.Mode)99;
        await using TestBroker broker = await TestBroker.StartAsync(start);
        using GuestRun guest = GuestRun.Start(broker);
        (int exitCode, string errorOutput) = await guest.EndAsync();
        exitCode.ShouldBe(2);
        errorOutput.ShouldStartWith("tactus-guest: TAC2209 ");
    }

    private static async Task EndsByLostConnectionAsync(GuestRun guest)
    {
        (int exitCode, string errorOutput) = await guest.EndAsync();
        exitCode.ShouldBe(6);
        errorOutput.ShouldStartWith("tactus-guest: TAC2206 ");
    }

    private static async Task<FinishRequest> RunAsync(string source, Limits? limits = null)
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of(source, limits));
        using GuestRun guest = GuestRun.Start(broker);
        return await guest.FinishAsync(broker);
    }
}
