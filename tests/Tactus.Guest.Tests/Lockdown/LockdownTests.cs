using Tactus.Guest.Tests.Harness;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Guest.Tests.Lockdown;

/// <summary>Proves from outside, on a guest in the middle of a procedure, that its own lock-down is in force in every thread.</summary>
public sealed class LockdownTests
{
    [Fact]
    public Task Every_thread_is_bound() => InTheMiddleAsync(guest =>
    {
        string[] threads = [.. guest.Threads()];
        threads.Length.ShouldBeGreaterThan(2);
        foreach (string thread in threads)
        {
            guest.Status("Seccomp", thread).ShouldBe("2");
            guest.Status("NoNewPrivs", thread).ShouldBe("1");
        }
    });

    [Fact]
    public Task Nothing_is_open_but_the_streams_and_the_connection() => InTheMiddleAsync(guest =>
    {
        string[] open =
        [
            .. Directory.EnumerateFiles($"/proc/{guest.ProcessId}/fd")
                .Where(entry => int.Parse(Path.GetFileName(entry)) > 2)
                .Select(entry => File.ResolveLinkTarget(entry, returnFinalTarget: false)!.Name.Split(':')[0]),
        ];
        open.Count(target => target == "socket").ShouldBe(1);

        // The runtime's event loop is an epoll instance.
        open.Where(target => target != "socket").ShouldBe(["anon_inode"]);
    });

    [Fact]
    public Task No_memory_is_both_writable_and_executable_and_none_executable_without_a_file() => InTheMiddleAsync(guest =>
    {
        string[] executable = [.. File.ReadLines($"/proc/{guest.ProcessId}/maps").Where(line => line.Split(' ')[1].Contains('x', StringComparison.Ordinal))];
        executable.Length.ShouldBeGreaterThan(2);
        executable.Where(line => line.Split(' ')[1].Contains('w', StringComparison.Ordinal)).ShouldBeEmpty();
        executable.Where(line => !line.Contains('/', StringComparison.Ordinal)).ShouldAllBe(line => line.EndsWith("[vdso]") || line.EndsWith("[vsyscall]"));
    });

    [Fact]
    public Task Its_environment_is_wiped() => InTheMiddleAsync(
        guest => File.ReadAllBytes($"/proc/{guest.ProcessId}/environ").ShouldAllBe(one => one == 0),
        new Dictionary<string, string> { ["CANARY"] = "a-secret-that-leaked" });

    [Fact]
    public Task Its_limits_are_in_force() => InTheMiddleAsync(guest =>
    {
        string[] limits = File.ReadAllLines($"/proc/{guest.ProcessId}/limits");
        LimitOf(limits, "Max core file size").ShouldBe("0");
        LimitOf(limits, "Max file size").ShouldBe("0");
        LimitOf(limits, "Max open files").ShouldBe("24");
        LimitOf(limits, "Max cpu time").ShouldBe("45");
    });

    [Fact]
    public Task It_needs_the_c_library_its_lua_and_nothing_else() => InTheMiddleAsync(guest =>
        File.ReadLines($"/proc/{guest.ProcessId}/maps")
            .Where(line => line.Contains(".so", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line).Split('.')[0].Split('-')[0])
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(["liblua54", "libc", "libm", "libdl", "ld"], ignoreOrder: true));

    private static string LimitOf(string[] limits, string name) =>
        limits.Single(line => line.StartsWith(name, StringComparison.Ordinal))[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];

    private static async Task InTheMiddleAsync(Action<GuestRun> look, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of("Procedure { function() Host.call('host.ping', {}) end }"));
        var asked = new TaskCompletionSource<PerformRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.OnPerform = async request =>
        {
            asked.SetResult(request);
            await looked.Task;
            return Runs.Answer(request, Value.Null);
        };
        using GuestRun guest = GuestRun.Start([broker.SocketPath], broker.Token, environment);
        await asked.Task.WaitAsync(TestTime.Longest);
        look(guest);
        looked.SetResult();
        (await guest.FinishAsync(broker)).Status.ShouldBe(FinishRequest.Types.Status.Succeeded);
    }
}
