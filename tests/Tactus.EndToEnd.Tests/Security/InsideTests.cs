using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Security;

// Proves from outside, by /proc, what a guest has while its procedure waits for an effect. The control of each check is the host's program, which
// has what the guest lacks, or the driver 'none', which does not take it away.
public sealed class InsideTests(HeldGuests held) : IClassFixture<HeldGuests>
{
    private const string None = "none";

    public static TheoryData<string> Sandboxes => Machine.Drivers;

    public static TheoryData<string> AllDrivers => new(Machine.Names.Append(None));

    [Theory]
    [MemberData(nameof(Sandboxes))]
    public void The_only_network_interface_is_loopback(string driver)
    {
        held.Guest(driver).Interfaces.ShouldBe(["lo"]);
        held.Guest(driver).Namespaces["net"].ShouldNotBe(held.Program(driver).Namespaces["net"]);
    }

    [Fact]
    public void Without_a_driver_the_network_namespace_is_the_hosts() =>
        held.Guest(None).Namespaces["net"].ShouldBe(held.Program(None).Namespaces["net"]);

    [Theory]
    [MemberData(nameof(AllDrivers))]
    public void No_thread_has_a_capability_or_can_gain_one(string driver)
    {
        foreach (IReadOnlyDictionary<string, string> thread in held.Guest(driver).Threads)
        {
            foreach (string set in new[] { "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb" })
            {
                Convert.ToUInt64(thread[set], 16).ShouldBe(0UL, set);
            }

            thread["NoNewPrivs"].ShouldBe("1");
            thread["Uid"].Split('\t').ShouldAllBe(id => id != "0");
        }

        held.Program(driver).Threads[0]["NoNewPrivs"].ShouldBe("0");
    }

    [Theory]
    [MemberData(nameof(AllDrivers))]
    public void Every_thread_is_behind_a_system_call_filter(string driver)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> threads = held.Guest(driver).Threads;
        threads.Count.ShouldBeGreaterThan(1);
        threads.ShouldAllBe(thread => thread["Seccomp"] == "2");

        // In a sandbox the driver's filter and the guest's own stand one behind the other; alone there is the guest's.
        int above = int.Parse(held.Program(driver).Threads[0]["Seccomp_filters"]);
        int filters = driver == None ? 1 : 2;
        threads.ShouldAllBe(thread => int.Parse(thread["Seccomp_filters"]) - above >= filters);
    }

    [Theory]
    [MemberData(nameof(AllDrivers))]
    public void The_environment_is_empty(string driver)
    {
        held.Guest(driver).Environment.ShouldBeEmpty();
        held.Program(driver).Environment.ShouldContain(HeldGuests.Marker);
    }

    [Theory]
    [MemberData(nameof(AllDrivers))]
    public void The_descriptors_are_the_standard_streams_the_broker_connection_and_what_waits_for_it(string driver)
    {
        IReadOnlyDictionary<int, string> descriptors = held.Guest(driver).Descriptors;
        descriptors.Keys.Order().ShouldBe([0, 1, 2, 3, 4]);
        descriptors.Values.Count(target => target.StartsWith("socket:", StringComparison.Ordinal)).ShouldBe(1);
        descriptors.Values.Count(target => target == "anon_inode:[eventpoll]").ShouldBe(1);
        new[] { 0, 1, 2 }.ShouldAllBe(stream => descriptors[stream] == "/dev/null" || descriptors[stream].StartsWith("pipe:", StringComparison.Ordinal));
        held.Program(driver).Descriptors.Count.ShouldBeGreaterThan(descriptors.Count);
    }

    [Theory]
    [MemberData(nameof(Sandboxes))]
    public void The_root_is_read_only_and_nothing_of_the_host_is_writable(string driver)
    {
        IReadOnlyList<MountFact> mounts = held.Guest(driver).Mounts;
        mounts.Last(mount => mount.Point == "/").ReadOnly.ShouldBeTrue();

        // What is writable is the kernel's own and behind Landlock; nothing with storage is.
        string[] kernels = ["proc", "tmpfs", "devpts", "mqueue", "sysfs", "cgroup", "cgroup2"];
        mounts.Where(mount => !mount.ReadOnly).ShouldAllBe(mount => kernels.Contains(mount.Type));
        mounts.ShouldNotContain(mount => mount.Point.StartsWith("/workspace", StringComparison.Ordinal));
        held.Program(driver).Mounts.ShouldContain(mount => !mount.ReadOnly && !kernels.Contains(mount.Type));
    }

    [Theory]
    [MemberData(nameof(Sandboxes))]
    public void Of_the_hosts_files_only_the_runs_own_directories_are_mounted(string driver)
    {
        string[] known = ["/", "/tactus-guest", "/run/tactus", "/etc/hostname"];
        held.Guest(driver).Mounts
            .Where(mount => !(mount.Point + "/").StartsWith("/proc/", StringComparison.Ordinal)
                && !(mount.Point + "/").StartsWith("/sys/", StringComparison.Ordinal)
                && !(mount.Point + "/").StartsWith("/dev/", StringComparison.Ordinal))
            .ShouldAllBe(mount => known.Contains(mount.Point));
    }

    [Theory]
    [MemberData(nameof(Sandboxes))]
    public void Processes_mounts_and_host_names_are_a_namespace_apart(string driver)
    {
        string[] kinds = ["pid", "mnt", "ipc", "uts"];
        kinds.ShouldAllBe(kind => held.Guest(driver).Namespaces[kind] != held.Program(driver).Namespaces[kind]);
        kinds.ShouldAllBe(kind => held.Guest(None).Namespaces[kind] == held.Program(None).Namespaces[kind]);
    }
}
