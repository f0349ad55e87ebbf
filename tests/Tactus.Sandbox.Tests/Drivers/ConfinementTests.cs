using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Tests.Fixtures;

namespace Tactus.Sandbox.Tests.Drivers;

// Proves from outside (/proc of the guest's process) and from inside (system calls) what each driver gives a guest.
public sealed class ConfinementTests : IDisposable
{
    private readonly SandboxDrivers _drivers = new();

    public void Dispose() => _drivers.Dispose();

    [Theory]
    [InlineData("docker")]
    [InlineData("bubblewrap")]
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

    private async Task<ConfinedGuest> StartAsync(string driver)
        => await ConfinedGuest.StartAsync(_drivers.All.Single(candidate => candidate.Name == driver));
}
