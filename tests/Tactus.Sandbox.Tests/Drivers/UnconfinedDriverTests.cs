using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Drivers.None;
using Tactus.Sandbox.Tests.Fixtures;

namespace Tactus.Sandbox.Tests.Drivers;

// Proves that a plain child process is found again by a later start, and is ended only when its run is not alive.
public sealed class UnconfinedDriverTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("tactus-none-").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task A_guest_of_a_dead_run_is_ended_and_one_of_a_living_run_is_not()
    {
        // The guest's uid must be able to pass.
        File.SetUnixFileMode(_parent, (UnixFileMode)Convert.ToInt32("755", 8));
        var paths = new SandboxPaths(_parent + "/sockets", _parent + "/cache");
        var driver = new UnconfinedDriver(new SandboxOptions { Paths = paths });
        SocketDirectory directory = SocketDirectory.Create("orphan", paths);
        await using IGuestSandbox guest = await driver.PrepareAsync(
            new GuestLaunch { RunId = "orphan", GuestDirectory = TestPrograms.GuestDirectory, SocketDirectory = directory.Path, Limits = TestLimits.Usual },
            CancellationToken.None);

        (await driver.SweepAsync(_ => false, CancellationToken.None)).ShouldBeEmpty("its directory is held");
        directory.Dispose();
        (await driver.SweepAsync(_ => true, CancellationToken.None)).ShouldBeEmpty("its run is alive");

        // The guest shows by its command line only once prlimit and setpriv have made way for it.
        Task<GuestExit> exit = guest.WaitAsync(CancellationToken.None).AsTask();
        IReadOnlyList<string> ended = [];
        while (ended.Count == 0 && !exit.IsCompleted)
        {
            ended = await driver.SweepAsync(run => run != "orphan", CancellationToken.None);
        }

        ended.Single().ShouldEndWith("of run orphan");
        (await exit).ExitCode.ShouldBe(137);
    }
}
