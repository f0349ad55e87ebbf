using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;

namespace Tactus.Sandbox.Tests.Drivers;

// Proves that a driver is chosen in the documented order, that nothing weaker is ever chosen by itself, and that refusals name the way out.
public sealed class SandboxDriversTests
{
    private static readonly SandboxOptions s_noDocker = new() { DockerHost = "unix:///nonexistent/docker.sock" };
    private static readonly SandboxOptions s_nothing = s_noDocker with { ProgramDirectories = ["/nonexistent"] };

    [Fact]
    public async Task Docker_is_the_first_choice()
    {
        DriverSelection selection = await ChooseAsync(new SandboxOptions { DockerHost = null }, DriverChoice.Auto);

        selection.Driver.Name.ShouldBe("docker");
        selection.Notice.ShouldBeNull();
        selection.Status.Version.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_an_engine_bubblewrap_is_taken_and_that_is_said()
    {
        DriverSelection selection = await ChooseAsync(s_noDocker, DriverChoice.Auto);

        selection.Driver.Name.ShouldBe("bubblewrap");
        selection.Notice.ShouldNotBeNull();
        selection.Notice.ShouldContain("bubblewrap");
    }

    [Fact]
    public async Task Without_either_the_run_is_refused()
    {
        TactusException error = await RefusalAsync(s_nothing, DriverChoice.Auto);

        error.Code.ShouldBe("TAC5001");
        error.Mend!.ShouldContain("apt-get install");
    }

    [Theory]
    [InlineData(DriverChoice.Docker)]
    [InlineData(DriverChoice.Bubblewrap)]
    [InlineData(DriverChoice.None)]
    public async Task A_driver_that_was_named_and_cannot_be_used_is_refused(DriverChoice choice)
    {
        TactusException error = await RefusalAsync(s_nothing, choice);

        error.Code.ShouldBe("TAC5003");
        error.Mend.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_driver_oci_says_that_it_is_not_built_yet()
        => (await RefusalAsync(new SandboxOptions(), DriverChoice.Oci)).Code.ShouldBe("TAC5004");

    [Fact]
    public async Task What_is_missing_refuses_at_preparation_too()
    {
        using var drivers = new SandboxDrivers(s_nothing);
        var launch = new GuestLaunch
        {
            RunId = "r",
            GuestDirectory = Fixtures.TestPrograms.GuestDirectory,
            SocketDirectory = "/tmp",
            Limits = Fixtures.TestLimits.Usual,
        };

        foreach (ISandboxDriver driver in drivers.All)
        {
            TactusException error = await Should.ThrowAsync<TactusException>(async () => await driver.PrepareAsync(launch, CancellationToken.None));
            error.Code.ShouldBe(driver.Name == "docker" ? "TAC5113" : "TAC5002");
        }
    }

    private static async Task<TactusException> RefusalAsync(SandboxOptions options, DriverChoice choice)
        => await Should.ThrowAsync<TactusException>(() => ChooseAsync(options, choice));

    private static async Task<DriverSelection> ChooseAsync(SandboxOptions options, DriverChoice choice)
    {
        using var drivers = new SandboxDrivers(options);
        return await drivers.ChooseAsync(choice, CancellationToken.None);
    }
}
