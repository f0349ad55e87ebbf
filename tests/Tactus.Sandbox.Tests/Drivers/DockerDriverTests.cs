using Tactus.Protocol;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Drivers.Docker;
using Tactus.Sandbox.Drivers.Docker.Engine;
using Tactus.Sandbox.Tests.Fixtures;

namespace Tactus.Sandbox.Tests.Drivers;

// Proves what the docker driver does when the engine fails, what it leaves behind, and what its image holds.
public sealed class DockerDriverTests
{
    private const string EngineSocket = "/var/run/docker.sock";

    [Fact]
    public async Task An_engine_that_dies_during_a_run_is_a_driver_failure_and_its_container_is_swept_later()
    {
        string run = "dead" + Guid.NewGuid().ToString("N")[..8];
        using var proxy = new SocketProxy(EngineSocket);
        using var driver = new DockerDriver(new SandboxOptions { DockerHost = proxy.Address });
        using var healthy = new DockerDriver(new SandboxOptions { DockerHost = null });
        ConfinedGuest guest = await ConfinedGuest.StartAsync(driver, runId: run);
        Task<GuestExit> ending = guest.Sandbox.WaitAsync(CancellationToken.None).AsTask();
        (await healthy.SweepAsync(id => id != run, CancellationToken.None)).ShouldNotContain(line => line.EndsWith(run, StringComparison.Ordinal), "the control: a run whose directory is held is alive");

        proxy.Dispose();

        GuestExit exit = await ending;
        exit.DriverFailure.ShouldNotBeNull();
        exit.DriverFailure.ShouldContain("engine");
        await guest.Sandbox.KillAsync();
        await guest.DisposeAsync();
        (await healthy.SweepAsync(id => id != run, CancellationToken.None)).ShouldContain(line => line.EndsWith(run, StringComparison.Ordinal));
        Containers().ShouldNotContain(run);
    }

    [Fact]
    public async Task A_run_leaves_no_container()
    {
        using var driver = new DockerDriver(new SandboxOptions());
        ConfinedGuest guest = await ConfinedGuest.StartAsync(driver);
        Containers().ShouldContain(guest.RunId, "the control: it is listed while it runs");

        await guest.DisposeAsync();

        Containers().ShouldNotContain(guest.RunId);
    }

    [Fact]
    public async Task A_sweep_of_the_same_user_with_other_socket_directories_leaves_a_living_run_alone()
    {
        using var driver = new DockerDriver(new SandboxOptions());
        using var elsewhere = new DockerDriver(new SandboxOptions { Paths = SandboxPaths.Current with { Sockets = "/run/tactus-elsewhere" } });
        await using ConfinedGuest guest = await ConfinedGuest.StartAsync(driver);

        (await elsewhere.SweepAsync(run => run != guest.RunId, CancellationToken.None)).ShouldBeEmpty();

        Containers().ShouldContain(guest.RunId);
    }

    [Fact]
    public async Task A_guest_that_is_prepared_and_never_started_leaves_nothing()
    {
        using var driver = new DockerDriver(new SandboxOptions());
        using SocketDirectory directory = SocketDirectory.Create("idle" + Guid.NewGuid().ToString("N")[..8]);
        string run = Path.GetFileName(directory.Path);

        IGuestSandbox guest = await driver.PrepareAsync(
            new GuestLaunch { RunId = run, GuestDirectory = TestPrograms.GuestDirectory, SocketDirectory = directory.Path, Limits = TestLimits.Usual },
            CancellationToken.None);
        await guest.KillAsync();
        await guest.DisposeAsync();

        Containers().ShouldNotContain(run);
    }

    [Fact]
    public async Task The_image_is_made_once_and_holds_the_guest_and_its_libraries_only()
    {
        using var driver = new DockerDriver(new SandboxOptions());
        GuestImage image = driver.ImageOf(TestPrograms.GuestDirectory);

        (await image.BuildAsync(force: true, CancellationToken.None)).ShouldBeTrue();
        (await image.BuildAsync(force: false, CancellationToken.None)).ShouldBeFalse();
        driver.ImageOf(TestPrograms.GuestDirectory).Reference.ShouldBe(image.Reference);
        image.Reference.ShouldMatch("^tactus-guest:[0-9a-f]{32}$");
    }

    [Theory]
    [InlineData("unix:///nonexistent/docker.sock")]
    [InlineData("tcp://10.0.0.1:2375")]
    public async Task Without_an_engine_a_sweep_finds_nothing_and_is_no_error(string address)
    {
        using var driver = new DockerDriver(new SandboxOptions { DockerHost = address });

        (await driver.SweepAsync(_ => false, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public void An_engine_that_refuses_an_image_is_quoted()
    {
        using var engine = new EngineClient(new EngineEndpoint(EngineSocket));

        EngineException error = Should.Throw<EngineException>(
            () => engine.ImportImage("tactus-test", "broken", new MemoryStream("this is no archive, and it is long enough to be looked at"u8.ToArray()), CancellationToken.None));

        error.Message.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("tcp://10.0.0.1:2375")]
    [InlineData("ssh://host")]
    [InlineData("npipe:////./pipe/docker")]
    public async Task An_engine_on_another_machine_is_refused_with_the_reason(string address)
    {
        using var driver = new DockerDriver(new SandboxOptions { DockerHost = address });

        DriverStatus status = await driver.DetectAsync(CancellationToken.None);

        status.Available.ShouldBeFalse();
        status.Reason.ShouldContain(address);
        Should.Throw<TactusException>(() => EngineEndpoint.From(address)).Code.ShouldBe("TAC5110");
    }

    private static IReadOnlyList<string> Containers()
    {
        using var engine = new EngineClient(new EngineEndpoint(EngineSocket));
        return [.. engine.List("tactus.run", CancellationToken.None).Select(container => container.Labels["tactus.run"])];
    }
}
