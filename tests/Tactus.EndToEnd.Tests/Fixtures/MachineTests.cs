using Xunit.Abstractions;

namespace Tactus.EndToEnd.Tests.Fixtures;

// Proves that the theories of this project have something to run on, and says which driver this machine lacks.
public sealed class MachineTests(ITestOutputHelper output)
{
    [Fact]
    public void This_machine_has_a_driver_to_test()
    {
        output.WriteLine(Machine.HasDocker ? "docker: tested" : "docker: NOT TESTED, no engine answers at " + ContainerEngine.SocketPath);
        output.WriteLine(Machine.HasBubblewrap ? "bubblewrap: tested" : "bubblewrap: NOT TESTED, /usr/bin/bwrap is missing");
        Machine.Names.ShouldNotBeEmpty();
    }
}
