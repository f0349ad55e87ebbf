using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a broker socket that goes does not break an open connection, and interrupts a run whose guest has none yet.
public sealed class BrokerSocketTests : IDisposable
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
        _desk.Setting = EmptySocketDirectory;
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac"), 6, "interrupted", "TAC6305");
        run.ShouldMention("TAC2206");
    }

    [DockerFact]
    public async Task A_broker_socket_that_is_gone_before_the_guest_connects_interrupts_the_run_under_docker()
    {
        _desk.Procedure("return 1");
        var started = new TaskCompletionSource<RunningProgram>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var proxy = new EngineProxy
        {
            // The container is held back until the broker listens and has let the guest in; then the socket goes.
            Request = "/start HTTP/1.1",
            Before = async () =>
            {
                string socket = $"/run/tactus/{await (await started.Task).RunIdAsync()}/broker.sock";
                await Until.HoldsAsync("an open socket", () => File.Exists(socket) && File.GetUnixFileMode(socket).HasFlag(UnixFileMode.OtherWrite));
                File.Delete(socket);
            },
        };
        _desk.Environment["DOCKER_HOST"] = proxy.Host;
        await using RunningProgram program = _desk.StartRun(Machine.Docker, "p.tac");
        started.SetResult(program);
        Ended run = await _desk.CheckAsync(await program.EndAsync(), 6, "interrupted", "TAC6305");
        run.ShouldMention("TAC2206");
    }

    public void Dispose() => _desk.Dispose();
}
