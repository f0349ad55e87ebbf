using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a run ends as interrupted, with its own sentence and nothing left behind, when the guest, the engine or the host dies under it.
public sealed class LostPartsTests : IDisposable
{
    // A bubblewrap that mounts an empty directory where the run's socket should be.
    private const string EmptySocketDirectory = """
        mount -t tmpfs -o mode=755 tmpfs /mnt
        mkdir /mnt/empty
        cp /usr/bin/bwrap /mnt/real
        cat > /mnt/bwrap <<'end'
        #!/bin/sh
        for argument do
            shift
            case $argument in /run/tactus/*) argument=/mnt/empty ;; esac
            set -- "$@" "$argument"
        done
        exec /mnt/real "$@"
        end
        chmod 755 /mnt/bwrap
        mount --bind /mnt/bwrap /usr/bin/bwrap
        """;

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    public static TheoryData<string, string> Moments => Machine.DriversWith(Waiting.BetweenEffects, Waiting.InALoop, Waiting.InAnEffect);

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_guest_that_is_killed_interrupts_its_run(string driver, string body)
    {
        await Waiting.LayOutAsync(_desk, body);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        Signal.Send(await GuestOfAsync(driver, program), Signal.Kill);
        Ended run = await _desk.CheckAsync(await program.EndAsync(), 6, "interrupted", "TAC6305");
        run.ShouldMention("the guest was lost").ShouldMendWith("run it again");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_guest_killed_with_its_host_waiting_reads_well_for_a_person(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.Start("run", "p.tac", "--driver", driver);
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        Signal.Send(await GuestOfAsync(driver, program), Signal.Kill);
        (await program.EndAsync()).ShouldExit(6).ShouldPrint("error TAC6305: ", "mend: ", "interrupted in ");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_broker_socket_that_is_removed_mid_run_does_not_break_the_connection(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        File.Delete($"/run/tactus/{await program.RunIdAsync()}/broker.sock");
        _desk.Write(Waiting.Go, "");
        await _desk.CheckAsync(await program.EndAsync(), 0, "succeeded", null);
    }

    [Fact]
    public async Task A_broker_socket_that_is_gone_before_the_guest_connects_interrupts_the_run_under_bubblewrap()
    {
        _desk.Procedure("return 1");
        _desk.Mounts = EmptySocketDirectory;
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac"), 6, "interrupted", "TAC6305");
        run.ShouldMention("TAC2206");
    }

    [Fact]
    public async Task A_broker_socket_that_is_gone_before_the_guest_connects_interrupts_the_run_under_docker()
    {
        if (!Machine.HasDocker)
        {
            return;
        }

        _desk.Procedure("return 1");
        RunningProgram? program = null;
        using var proxy = new EngineProxy
        {
            // The container is held back until the broker listens and has let the guest in; then the socket goes.
            BeforeStart = async () =>
            {
                string socket = $"/run/tactus/{await program!.RunIdAsync()}/broker.sock";
                await Until.HoldsAsync("an open socket", () => File.Exists(socket) && File.GetUnixFileMode(socket).HasFlag(UnixFileMode.OtherWrite));
                File.Delete(socket);
            },
        };
        _desk.Environment["DOCKER_HOST"] = proxy.Host;
        await using (program = _desk.StartRun(Machine.Docker, "p.tac"))
        {
            Ended run = await _desk.CheckAsync(await program.EndAsync(), 6, "interrupted", "TAC6305");
            run.ShouldMention("TAC2206");
        }
    }

    [Fact]
    public async Task An_engine_that_dies_interrupts_the_run_and_the_next_start_clears_up()
    {
        if (!Machine.HasDocker)
        {
            return;
        }

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

        await ShouldBeClearedByTheNextStartAsync(run.RunId, Machine.Docker);
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

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_host_program_that_is_killed_shows_as_interrupted_and_the_next_start_clears_up(string driver, string body)
    {
        await Waiting.LayOutAsync(_desk, body);
        string run;
        await using (RunningProgram program = _desk.StartRun(driver, "p.tac"))
        {
            await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
            run = await program.RunIdAsync();
            program.Send(Signal.Kill);
            (await program.EndAsync()).ShouldExit(137).Out.ShouldBeEmpty();
        }

        Ended show = (await _desk.DoAsync("runs", "show", run, "--json")).ShouldExit(0);
        show.Json.GetProperty("status").GetString().ShouldBe("interrupted", show.ToString());
        await Until.HoldsAsync("the end of the guest whose host is gone", async () => await GuestIsGoneAsync(driver, run));
        await ShouldBeClearedByTheNextStartAsync(run, driver);
    }

    public void Dispose() => _desk.Dispose();

    private static async Task<int> GuestOfAsync(string driver, RunningProgram program) => driver == Machine.Docker
        ? await ContainerEngine.ProcessOfAsync((await ContainerEngine.ContainersOfAsync(await program.RunIdAsync())).Single())
        : await program.GuestAsync();

    private static async Task<bool> GuestIsGoneAsync(string driver, string run)
    {
        if (driver != Machine.Docker)
        {
            return ProcessTable.WithArgument(run).Count == 0;
        }

        IReadOnlyList<string> containers = await ContainerEngine.ContainersOfAsync(run);
        return containers.Count == 0 || await ContainerEngine.ProcessOfAsync(containers[0]) == 0;
    }

    private async Task ShouldBeClearedByTheNextStartAsync(string run, string driver)
    {
        using var next = new Desk();
        next.Procedure(Waiting.BetweenEffects);
        await using RunningProgram program = next.StartRun(driver, "p.tac");
        await Until.HoldsAsync($"the removal of what run {run} left", async () => (await Residue.OfAsync(run)).Count == 0);
        next.Write(Waiting.Go, "");
        await next.CheckAsync(await program.EndAsync(), 0, "succeeded", null);
    }
}
