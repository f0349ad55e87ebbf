using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Security;

// Proves by a guest that tries the forbidden from inside that each control of `tactus sandbox probe` holds, and that the same attempts
// succeed in part where a control is missing: the probe can tell the difference.
public sealed class ProbeTests(Probed probed) : IClassFixture<Probed>
{
    public static TheoryData<string> Sandboxes => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Sandboxes))]
    public void Nothing_gets_through_in_a_sandbox(string driver) =>
        probed.Attempts(driver).Where(row => row.StoppedBy == "nothing").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Sandboxes))]
    public void The_driver_alone_stops_writes_programs_networks_and_the_kernels_doors(string driver)
    {
        string[] controls = ["capabilities", "privileges", "seccomp", "writes", "programs", "code", "network", "namespaces", "mounts", "kernel", "machine"];
        controls.ShouldAllBe(control => probed.Attempts(driver).Any(row => row.Control == control));
        probed.Attempts(driver).Where(row => controls.Contains(row.Control) && row.StoppedBy != "driver").ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_driver_the_guests_own_lock_down_is_what_stops()
    {
        probed.Attempts("none").Where(row => row.StoppedBy != "guest").ShouldBeEmpty();

        // The control: before its lock-down the same guest could.
        string[] possible = ["make a socket (internet)", "make a file in memory (memfd)", "read a process's memory", "change the personality"];
        probed.Attempts("none").Where(row => possible.Contains(row.Attempt)).Select(row => row.Detail)
            .ShouldAllBe(detail => detail.StartsWith("success, then "));
    }
}
