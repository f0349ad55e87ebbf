using Tactus.Protocol;
using Tactus.Sandbox.Directories;

namespace Tactus.Sandbox.Tests.Directories;

// Proves who may enter a run's socket directory, that it goes with its run, and that a sweep takes only what nobody holds.
public sealed class SocketDirectoryTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("tactus-run-").FullName;

    private SandboxPaths Paths => new(Path.Combine(_parent, "sockets"), Path.Combine(_parent, "cache"));

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Only_root_and_the_runs_own_group_may_enter_and_only_root_may_change_names()
    {
        using SocketDirectory directory = SocketDirectory.Create("run1", Paths);

        File.GetUnixFileMode(directory.Path).ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
    }

    [Fact]
    public void It_goes_with_everything_in_it()
    {
        SocketDirectory directory = SocketDirectory.Create("run1", Paths);
        File.WriteAllText(directory.SocketPath, "");

        directory.Dispose();
        directory.Dispose();

        Directory.Exists(directory.Path).ShouldBeFalse();
    }

    [Fact]
    public void A_sweep_spares_what_is_held_and_what_is_alive()
    {
        using SocketDirectory held = SocketDirectory.Create("held", Paths);
        Directory.CreateDirectory(Path.Combine(Paths.Sockets, "alive"));
        string stale = Directory.CreateDirectory(Path.Combine(Paths.Sockets, "stale")).FullName;

        SocketDirectory.IsHeld("held", Paths).ShouldBeTrue();
        SocketDirectory.IsHeld("stale", Paths).ShouldBeFalse();
        SocketDirectory.Sweep(run => run == "alive", Paths).ShouldBe([stale]);

        Directory.Exists(held.Path).ShouldBeTrue();
        Directory.Exists(stale).ShouldBeFalse();
    }

    [Fact]
    public void Sweeps_beside_runs_that_start_take_nothing_that_lives()
    {
        const int workers = 6;
        const int rounds = 300;
        string[] lost = new string[workers];
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            for (int round = 0; round < rounds; round++)
            {
                if (worker % 2 == 0)
                {
                    SocketDirectory.Sweep(_ => false, Paths);
                    continue;
                }

                string run = $"run-{worker}-{round}";
                using SocketDirectory directory = SocketDirectory.Create(run, Paths);
                lost[worker] += Directory.Exists(directory.Path) && SocketDirectory.IsHeld(run, Paths) ? "" : run + " ";
            }
        });

        string.Concat(lost).ShouldBeEmpty();
        Directory.EnumerateDirectories(Paths.Sockets).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_name_that_could_lead_elsewhere_is_refused(string run)
        => Should.Throw<TactusException>(() => SocketDirectory.Create(run, Paths)).Code.ShouldBe("TAC5202");

    [Fact]
    public void A_parent_that_is_a_link_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_parent, "elsewhere"));
        Directory.CreateSymbolicLink(Paths.Sockets, Path.Combine(_parent, "elsewhere"));

        Should.Throw<TactusException>(() => SocketDirectory.Create("run1", Paths)).Code.ShouldBe("TAC5201");
    }

    [Fact]
    public void Places_follow_the_user()
    {
        var user = new HostIdentity(1000, 1000);
        SandboxPaths.For(new HostIdentity(0, 0), _ => "/elsewhere").ShouldBe(new SandboxPaths("/run/tactus", "/var/cache/tactus"));
        SandboxPaths.For(user, name => name == "XDG_RUNTIME_DIR" ? _parent : name == "HOME" ? "/home/a" : null)
            .ShouldBe(new SandboxPaths(_parent + "/tactus", "/home/a/.cache/tactus"));
        SandboxPaths.For(user, name => name == "HOME" ? "/home/a" : null).Sockets.ShouldBe("/tmp/tactus-1000");
        SandboxPaths.For(user, name => name == "XDG_CACHE_HOME" ? "/cache" : null).Cache.ShouldBe("/cache/tactus");
    }

    [Fact]
    public void Each_run_of_root_has_a_guest_uid_of_its_own_and_others_run_as_themselves()
    {
        var root = new HostIdentity(0, 0);
        string[] runs = [.. Enumerable.Range(0, 200).Select(i => $"run{i}")];

        runs.Select(run => root.GuestOf(run).UserId).Distinct().Count().ShouldBe(200);
        runs.ShouldAllBe(run => root.GuestOf(run).UserId >= 1_900_000_000 && root.GuestOf(run).UserId < 2_000_000_000);
        new HostIdentity(1000, 100).GuestOf("run").ShouldBe(new HostIdentity(1000, 100));
    }
}
