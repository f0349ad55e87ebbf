using System.Text.Json;
using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Drivers.Bubblewrap;
using Tactus.Sandbox.Drivers.Docker;
using Tactus.Sandbox.Drivers.Docker.Engine;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Tests.Drivers;
using Tactus.Sandbox.Tests.Fixtures;

namespace Tactus.Sandbox.Tests.Arguments;

// Proves over the whole product of inputs that no guest is ever started with anything dangerous, and never without a control.
public sealed class GuestArgumentsTests
{
    private static readonly string[] s_runs = ["r", "--privileged", "a=b", "x --network host"];
    private static readonly long[] s_memories = [6 << 20, 512 << 20, 1L << 40];
    private static readonly double[] s_cpus = [0.01, 1, 64];
    private static readonly HostIdentity[] s_invokers = [new(0, 0), new(1000, 100)];
    private static readonly bool[] s_either = [false, true];

    [Fact]
    public void No_input_makes_a_dangerous_container()
    {
        int tried = 0;
        foreach ((GuestLaunch launch, HostIdentity invoker) in Launches())
        {
            foreach (DockerFacts facts in Engines())
            {
                ContainerRequest request = ContainerArguments.Build(launch, "tactus-guest:x", facts, invoker, DateTimeOffset.UnixEpoch);
                ContainerHostOptions host = request.HostConfig;
                host.NetworkMode.ShouldBe("none");
                request.NetworkDisabled.ShouldBeTrue();
                host.ReadonlyRootfs.ShouldBeTrue();
                host.Privileged.ShouldBeFalse();
                host.CapAdd.ShouldBeNull();
                host.CapDrop.ShouldBe(["ALL"]);
                host.SecurityOpt!.ShouldContain("no-new-privileges");
                host.SecurityOpt!.Count(option => option.StartsWith("seccomp={", StringComparison.Ordinal)).ShouldBe(1);
                host.SecurityOpt!.ShouldNotContain(option => option.Contains("unconfined"));
                host.Binds.ShouldBeNull();
                host.Mounts!.Single().ShouldBe(new ContainerMount { Source = launch.SocketDirectory, Target = "/run/tactus", ReadOnly = true });
                host.PidMode.ShouldBeEmpty();
                host.UTSMode.ShouldBeEmpty();
                host.IpcMode.ShouldBe("none");
                host.CgroupnsMode.ShouldBe("private");
                host.Memory.ShouldBe(launch.Limits.Memory);
                host.PidsLimit.ShouldBe(launch.Limits.Pids);
                host.UsernsMode.ShouldBe(facts.RemapsUsers ? "host" : "");
                host.AutoRemove.ShouldBeFalse();
                request.Tty.ShouldBeFalse();
                request.Env.ShouldAllBe(variable => !variable.Contains('='));
                request.Entrypoint.Concat(request.Cmd).ShouldBe(["/tactus-guest", "/run/tactus/broker.sock"]);
                (request.User == "0:0").ShouldBe(facts.Rootless);
                request.User.ShouldMatch("^[0-9]+:[0-9]+$");
                tried++;
            }
        }

        tried.ShouldBe(4 * 3 * 3 * 2 * 16);
    }

    [Fact]
    public void No_input_makes_a_dangerous_sandbox_of_bubblewrap()
    {
        var root = new StoredGuestRoot("hash", "/var/cache/tactus/hash");
        foreach ((GuestLaunch launch, HostIdentity invoker) in Launches())
        {
            foreach (string[] controllers in (string[][])[[], ["memory"], ["pids", "cpu"], ["memory", "pids", "cpu"]])
            {
                BubblewrapFacts facts = Bubblewrap(controllers);
                string[] argv = [.. BubblewrapArguments.Guest(launch, root, facts, invoker)];

                int program = Array.IndexOf(argv, facts.Program);
                argv[0].ShouldBe(facts.Prlimit);
                argv[..program].Contains("/usr/bin/setpriv").ShouldBe(invoker.IsRoot);
                argv[..program].ShouldContain($"--nofile={launch.Limits.Files}:{launch.Limits.Files}");
                argv[..program].Any(option => option.StartsWith("--data=", StringComparison.Ordinal)).ShouldBe(!controllers.Contains("memory"));
                argv[(program + 1)..].ShouldBe(
                [
                    "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--hostname", "tactus",
                    "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv", "--as-pid-1",
                    "--ro-bind", root.Directory, "/", "--ro-bind", launch.SocketDirectory, "/run/tactus", "--chdir", "/",
                    "--seccomp", "3", "--info-fd", "4", "--block-fd", "5", "--", "/tactus-guest", "/run/tactus/broker.sock",
                ]);
            }
        }
    }

    [Fact]
    public void Without_a_sandbox_root_is_left_and_limits_are_set()
    {
        var root = new StoredGuestRoot("hash", "/var/cache/tactus/hash");
        foreach ((GuestLaunch launch, HostIdentity invoker) in Launches())
        {
            string[] argv = [.. ProcessArguments.Guest(launch, root, "/usr/bin/prlimit", "/usr/bin/setpriv", invoker)];

            argv[0].ShouldBe("/usr/bin/prlimit");
            argv.ShouldContain("--no-new-privs");
            argv.Contains("--reuid").ShouldBe(invoker.IsRoot);
            argv[^2..].ShouldBe(["/var/cache/tactus/hash/tactus-guest", "/run/tactus/run/broker.sock"]);
        }
    }

    [Fact]
    public void The_request_says_in_json_what_the_engine_calls_it()
    {
        GuestLaunch launch = Launches().First().Launch;
        ContainerRequest request = ContainerArguments.Build(launch, "image", DockerFactsTests.Whole, s_invokers[0], DateTimeOffset.UnixEpoch);

        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(request, EngineJson.Default.ContainerRequest));

        JsonElement host = json.RootElement.GetProperty("HostConfig");
        host.GetProperty("ReadonlyRootfs").GetBoolean().ShouldBeTrue();
        host.GetProperty("NanoCpus").GetInt64().ShouldBe(10_000_000);
        host.GetProperty("Ulimits")[0].GetProperty("Name").GetString().ShouldBe("nofile");
        host.TryGetProperty("CapAdd", out _).ShouldBeFalse();
        json.RootElement.GetProperty("StdinOnce").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("Labels").GetProperty("tactus.run").GetString().ShouldBe(launch.RunId);
    }

    private static BubblewrapFacts Bubblewrap(string[] controllers) => new()
    {
        Program = "/usr/bin/bwrap",
        Version = new Version(0, 8),
        Setpriv = "/usr/bin/setpriv",
        Prlimit = "/usr/bin/prlimit",
        TrialFailure = null,
        HasSeccomp = true,
        Cgroups = new CgroupHost(2, controllers.ToDictionary(name => name, _ => "/")),
    };

    private static IEnumerable<(GuestLaunch Launch, HostIdentity Invoker)> Launches() =>
        from run in s_runs
        from memory in s_memories
        from cpus in s_cpus
        from invoker in s_invokers
        select (
            new GuestLaunch
            {
                RunId = run,
                GuestDirectory = "/g",
                SocketDirectory = "/run/tactus/run",
                Limits = TestLimits.Usual with { Memory = memory, Cpus = cpus },
            },
            invoker);

    private static IEnumerable<DockerFacts> Engines() =>
        from rootless in s_either
        from remapped in s_either
        from swap in s_either
        from quota in s_either
        select DockerFactsTests.Whole with
        {
            Information = DockerFactsTests.Whole.Information with
            {
                SecurityOptions = [.. rootless ? (string[])["name=rootless"] : [], .. remapped ? (string[])["name=userns"] : [], "name=seccomp"],
                SwapLimit = swap,
                CpuCfsQuota = quota,
            },
        };
}
