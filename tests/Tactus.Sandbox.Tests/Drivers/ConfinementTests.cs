using Tactus.Policy.Grants;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Seccomp;
using Tactus.Sandbox.Tests.Fixtures;

namespace Tactus.Sandbox.Tests.Drivers;

// Proves from outside (/proc of the guest's process) and from inside (system calls) what each driver gives a guest.
public sealed class ConfinementTests : IDisposable
{
    private const int NotPermitted = 1;
    private const int NoSuchFile = 2;
    private const int AccessDenied = 13;
    private const int ReadOnlyFileSystem = 30;
    private const int NotImplemented = 38;
    private const int CreateAndWrite = 0x41;
    private const int AtCurrentDirectory = -100;

    private readonly SandboxDrivers _drivers = new();

    public static TheoryData<string> Confining => ["docker", "bubblewrap"];

    public static TheoryData<string> All => ["docker", "bubblewrap", "none"];

    public void Dispose() => _drivers.Dispose();

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task A_guest_has_no_network_no_capability_no_new_privileges_and_a_filter(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        string status = guest.ReadProcess("status");
        foreach (string set in (string[])["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"])
        {
            status.ShouldContain($"{set}:\t0000000000000000");
        }

        status.ShouldContain("NoNewPrivs:\t1");
        status.ShouldContain("Seccomp:\t2");
        string[] interfaces = [.. guest.ReadProcess("net/dev").Split('\n').Where(line => line.Contains(':')).Select(line => line.Split(':')[0].Trim())];
        interfaces.ShouldBe(["lo"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_guest_of_root_runs_as_a_uid_of_its_own_without_groups(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        string status = guest.ReadProcess("status");
        string uid = status.Split('\n').Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
        uint.Parse(uid).ShouldBeGreaterThanOrEqualTo(1_900_000_000u);
        status.ShouldContain($"Gid:\t{uid}\t{uid}\t{uid}\t{uid}");
        status.Split('\n').Single(line => line.StartsWith("Groups:", StringComparison.Ordinal)).Split('\t')[1].Trim().ShouldBeOneOf("", uid);
    }

    [Theory]
    [InlineData("docker", "HOME=/")]
    [InlineData("bubblewrap", "PWD=/")]
    [InlineData("none", "")]
    public async Task A_guest_inherits_no_environment_and_no_descriptor(string driver, string unavoidable)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        guest.ReadProcess("environ").TrimEnd('\0').ShouldBe(unavoidable);

        // 3 and 4 are the connection, which the stand-in holds twice.
        Directory.EnumerateFiles($"/proc/{guest.ProcessId}/fd").Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["0", "1", "2", "3", "4"]);
        guest.ReadProcess("cmdline").ShouldNotContain("token");
    }

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task Nothing_can_be_written_and_nothing_of_the_host_is_seen(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        (await guest.CallAsync("openat", AtCurrentDirectory, "/tactus-guest", 0)).ShouldBe(0, "the control: files can be opened");
        foreach (string path in (string[])["/new", "/run/new", "/run/tactus/new", "/tactus-guest", "/lib/new", "/tmp/new", "/dev/shm/new", "/dev/mqueue/new", "/dev/new"])
        {
            int error = await guest.CallAsync("openat", AtCurrentDirectory, path, CreateAndWrite, 0x1B6);
            error.ShouldBeOneOf([NoSuchFile, AccessDenied, ReadOnlyFileSystem, 24], path);
        }

        foreach (string path in (string[])["/etc/shadow", "/etc/passwd", "/root", "/home", "/usr/bin/sh", "/bin/sh", "/var/run/docker.sock", "/tmp"])
        {
            int error = await guest.CallAsync("openat", AtCurrentDirectory, path, 0);
            error.ShouldBe(NoSuchFile, path);
        }
    }

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task The_mounts_are_read_only(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        string[] writable =
        [
            .. guest.ReadProcess("mountinfo").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line.Split(' ')[5].Split(',').Contains("rw")).Select(line => line.Split(' ')[4]),
        ];

        // What runc always mounts; only its own root could write it, and the guest is not root.
        writable.Except(["/proc", "/dev", "/dev/pts", "/dev/mqueue", "/dev/shm", "/sys/fs/cgroup", "/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug", "/proc/latency_stats"])
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task Calls_that_a_guest_never_needs_are_refused(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        (await guest.CallAsync("getpid")).ShouldBe(0, "the control: a listed call works");
        foreach (string call in (string[])
            [
                "ptrace", "mount", "umount2", "unshare", "setns", "bpf", "keyctl", "add_key", "userfaultfd", "perf_event_open", "io_uring_setup",
                "kexec_load", "init_module", "chroot", "pivot_root", "mknodat", "personality", "process_vm_readv", "open_by_handle_at",
                "memfd_create", "unlinkat", "renameat2", "mkdirat", "symlinkat", "linkat", "fchmodat", "pidfd_open", "kill", "setuid",
                "inotify_init1", "timer_create", "sethostname", "fork", "vfork",
            ])
        {
            (await guest.CallAsync(call, 0, 0, 0, 0)).ShouldBe(NotPermitted, call);
        }

        (await guest.CallAsync("clone3", 0, 0)).ShouldBe(NotImplemented);
        (await guest.CallAsync("clone", 17, 0, 0, 0)).ShouldBe(NotPermitted, "a new process");
        (await guest.CallAsync("clone", 0x10000000 | 0x10F00, 0, 0, 0)).ShouldBe(NotPermitted, "a thread in a new user namespace");
    }

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task Every_call_that_is_not_on_the_list_is_refused(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);
        HashSet<string> listed = [.. SeccompPolicy.Guest.Rules.SelectMany(rule => rule.Names)];
        string[] unlisted =
        [
            .. EmbeddedData.Read("seccomp/syscalls.json").EnumerateObject().Select(entry => entry.Name)
                .Where(name => name[0] != '$' && !listed.Contains(name) && SeccompArchitecture.Current.Number(name) is not null),
        ];
        unlisted.Length.ShouldBeGreaterThan(200);

        // runc answers ENOSYS of itself for calls with numbers beyond every listed one.
        foreach (string call in unlisted)
        {
            int error = await guest.CallAsync(call, 0, 0, 0, 0);
            error.ShouldBeOneOf([NotPermitted, NotImplemented], call);
        }
    }

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task Only_unix_sockets_can_be_made(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        (await guest.CallAsync("socket", 1, 1, 0)).ShouldBe(0, "the control: AF_UNIX");
        for (int family = 2; family < 46; family++)
        {
            (await guest.CallAsync("socket", family, 1, 0)).ShouldBe(NotPermitted, $"family {family}");
        }
    }

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task A_call_of_the_x32_abi_kills(string driver)
    {
        if (!SeccompArchitecture.Current.HasX32)
        {
            return;
        }

        await using ConfinedGuest guest = await StartAsync(driver);

        await guest.TellAsync($"sys {0x40000000 + 39}");

        GuestExit exit = await guest.Sandbox.WaitAsync(CancellationToken.None);
        exit.ExitCode.ShouldBe(128 + 31);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Limits_hold(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        string limits = guest.ReadProcess("limits");
        Limit(limits, "Max open files").ShouldBe("256");
        Limit(limits, "Max core file size").ShouldBe("0");
        Limit(limits, "Max file size").ShouldBe("0");
        Limit(limits, "Max locked memory").ShouldBe("0");
        Limit(limits, "Max msgqueue size").ShouldBe("0");
        Limit(limits, "Max cpu time").ShouldBe("130");
        int threads = int.Parse(await guest.AskAsync("threads 200"));
        threads.ShouldBeInRange(1, 40);
    }

    [Theory]
    [MemberData(nameof(Confining))]
    public async Task Memory_beyond_the_limit_ends_the_guest_and_is_reported_as_that(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        (await guest.AskAsync("alloc 16")).ShouldBe("ok", "the control: within the limit");
        await guest.TellAsync("alloc 400");

        GuestExit exit = await guest.Sandbox.WaitAsync(CancellationToken.None);
        exit.OutOfMemory.ShouldBeTrue();
        exit.ExitCode.ShouldBe(137);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Exit_code_and_the_end_of_standard_error_are_kept(string driver)
    {
        await using ConfinedGuest guest = await StartAsync(driver);

        for (int i = 0; i < 10; i++)
        {
            await guest.AskAsync("err " + new string('x', 2000) + i);
        }

        await guest.TellAsync("exit 7");

        GuestExit exit = await guest.Sandbox.WaitAsync(CancellationToken.None);
        exit.ExitCode.ShouldBe(7);
        exit.DriverFailure.ShouldBeNull();
        exit.OutOfMemory.ShouldBeFalse();
        exit.ErrorOutput.Length.ShouldBe(8192);
        exit.ErrorOutput.ShouldEndWith("x9\n");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_guest_that_never_ends_is_killed_and_nothing_is_left(string driver)
    {
        ConfinedGuest guest = await StartAsync(driver);
        int process = guest.ProcessId;
        await guest.TellAsync("spin");

        await guest.Sandbox.KillAsync();
        GuestExit exit = await guest.Sandbox.WaitAsync(CancellationToken.None);
        await guest.Sandbox.KillAsync();
        await guest.DisposeAsync();

        exit.ExitCode.ShouldBe(137);
        Directory.Exists($"/proc/{process}").ShouldBeFalse();
    }

    private static string Limit(string limits, string name)
        => limits.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private async Task<ConfinedGuest> StartAsync(string driver, RunLimits? limits = null)
        => await ConfinedGuest.StartAsync(_drivers.All.Single(candidate => candidate.Name == driver), limits);
}
