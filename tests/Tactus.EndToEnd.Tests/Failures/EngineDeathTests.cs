using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a container engine that dies, hangs or is gone gives its own error, and that the next start clears up what it kept.
public sealed class EngineDeathTests : IDisposable
{
    private readonly Desk _desk = new();

    [DockerFact]
    public async Task An_engine_that_dies_interrupts_the_run_and_the_next_start_clears_up()
    {
        using var proxy = new EngineProxy();
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        _desk.Environment["DOCKER_HOST"] = proxy.Host;
        await using RunningProgram program = _desk.StartRun(Machine.Docker, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        proxy.Cut();
        Ended run = await program.EndAsync();
        run.ShouldExit(6).ShouldSay("TAC6304").ShouldMention("engine").ShouldMendWith("engine");
        Directory.Exists("/run/tactus/" + run.RunId).ShouldBeFalse();
        (await _desk.DoAsync("runs", "show", run.RunId, "--json")).ShouldExit(0).ShouldSay("TAC6304");

        await Residue.ShouldBeClearedByTheNextStartAsync(run.RunId, Machine.Docker);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_refuses_the_run_soon()
    {
        using var proxy = new EngineProxy { Request = "/version", Before = Never };
        _desk.Procedure("return 1");
        _desk.Environment["DOCKER_HOST"] = proxy.Host;
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(Machine.Docker, "p.tac"), 4, "refused", "TAC5003");
        run.Took.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [DockerFact]
    public async Task An_engine_that_takes_seconds_to_answer_is_waited_for()
    {
        using var proxy = new EngineProxy { Request = "/version", Before = SecondsAsync };
        _desk.Procedure("return 1");
        _desk.Environment["DOCKER_HOST"] = proxy.Host;
        await _desk.CheckAsync(await _desk.RunAsync(Machine.Docker, "p.tac"), 0, "succeeded", null);
    }

    [DockerFact]
    public async Task An_engine_that_hangs_over_a_container_can_be_left_with_Ctrl_C()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var proxy = new EngineProxy
        {
            Request = "/containers/create",
            Before = () =>
            {
                asked.TrySetResult();
                return Never();
            },
        };
        _desk.Procedure("return 1");
        _desk.Environment["DOCKER_HOST"] = proxy.Host;
        await using RunningProgram program = _desk.StartRun(Machine.Docker, "p.tac");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(45));
        program.Send(Signal.Interrupt);
        await _desk.CheckAsync(await program.EndAsync(), 130, "cancelled", "TAC6301");
    }

    [Fact]
    public async Task An_engine_that_is_gone_before_the_container_is_made_refuses_the_run()
    {
        using var proxy = new EngineProxy();
        proxy.Cut();
        _desk.Procedure("return 1");
        _desk.Environment["DOCKER_HOST"] = proxy.Host;
        Ended run = await _desk.RunAsync(Machine.Docker, "p.tac");
        await _desk.CheckAsync(run, 4, "refused", "TAC5003");
        run.ShouldMention("docker").ShouldMendWith("engine");
    }

    public void Dispose() => _desk.Dispose();

    private static async Task SecondsAsync()
    {
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(4));
        await seconds.WaitForNextTickAsync();
    }

    private static Task Never() => Task.Delay(Timeout.InfiniteTimeSpan);
}
