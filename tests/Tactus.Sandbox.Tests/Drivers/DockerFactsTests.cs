using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Drivers.Docker;
using Tactus.Sandbox.Drivers.Docker.Engine;
using Tactus.Sandbox.Tests.Fixtures;

namespace Tactus.Sandbox.Tests.Drivers;

// Proves that each thing an engine could lack, or could silently leave out of a container, takes its control away.
public sealed class DockerFactsTests
{
    internal static readonly DockerFacts Whole = new(
        new EngineVersion { ApiVersion = "1.50", MinApiVersion = "1.24", Components = [new EngineComponent { Name = "runc", Version = "1.3.3" }] },
        new EngineInformation
        {
            OSType = "linux",
            SecurityOptions = ["name=seccomp,profile=builtin", "name=rootless", "name=cgroupns"],
            Plugins = new EnginePlugins { Network = ["bridge", "null"] },
            MemoryLimit = true,
            SwapLimit = true,
            PidsLimit = true,
            CpuCfsQuota = true,
        });

    private static readonly ControlTable s_table = ControlTable.Load("docker");

    [Fact]
    public void With_everything_there_nothing_is_missing() => Missing(Whole.Controls()).ShouldBeEmpty();

    [Fact]
    public void Each_missing_part_of_an_engine_takes_its_control_away()
    {
        EngineInformation information = Whole.Information;
        Missing((Whole with { Version = Whole.Version with { ApiVersion = "1.40" } }).Controls()).ShouldBe(["engine"]);
        Missing((Whole with { Version = Whole.Version with { Components = [new EngineComponent { Name = "runc", Version = "1.1.5+ds1" }] } }).Controls()).ShouldBe(["runtime"]);
        Missing((Whole with { Information = information with { OSType = "windows" } }).Controls()).ShouldBe(["linux"]);
        Missing((Whole with { Information = information with { SecurityOptions = ["name=rootless"] } }).Controls()).ShouldBe(["seccomp"]);
        Missing((Whole with { Information = information with { SecurityOptions = ["name=seccomp"] } }).Controls()).ShouldBe(["user-namespace"]);
        Missing((Whole with { Information = information with { Plugins = new EnginePlugins { Network = ["bridge"] } } }).Controls()).ShouldBe(["network"]);
        Missing((Whole with { Information = information with { MemoryLimit = false } }).Controls()).ShouldBe(["memory"]);
        Missing((Whole with { Information = information with { PidsLimit = false } }).Controls()).ShouldBe(["pids"]);
        Missing((Whole with { Information = information with { SwapLimit = false } }).Controls()).ShouldBe(["swap"]);
        Missing((Whole with { Information = information with { CpuCfsQuota = false } }).Controls()).ShouldBe(["cpu"]);
    }

    [Fact]
    public void Each_field_that_an_engine_ignores_takes_its_control_away()
    {
        ContainerRequest request = ContainerArguments.Build(
            new GuestLaunch { RunId = "r", GuestDirectory = "/g", SocketDirectory = "/s", Limits = TestLimits.Usual },
            "image", Whole, new HostIdentity(1000, 1000), DateTimeOffset.UnixEpoch);
        ContainerHostOptions made = request.HostConfig;

        Ignoring(made).ShouldBeEmpty();
        Ignoring(made with { NetworkMode = "bridge" }).ShouldBe(["network"]);
        Ignoring(made with { ReadonlyRootfs = false }).ShouldBe(["read-only-root"]);
        Ignoring(made with { CapDrop = [] }).ShouldBe(["capabilities"]);
        Ignoring(made with { CapAdd = ["NET_ADMIN"] }).ShouldBe(["capabilities"]);
        Ignoring(made with { Privileged = true }).ShouldBe(["capabilities"]);
        Ignoring(made with { SecurityOpt = [made.SecurityOpt![0]] }).ShouldBe(["seccomp"]);
        Ignoring(made with { SecurityOpt = [made.SecurityOpt[0], "seccomp=unconfined"] }).ShouldBe(["seccomp"]);
        Ignoring(made with { SecurityOpt = [made.SecurityOpt[1]] }).ShouldBe(["no-new-privileges"]);
        Ignoring(made with { Memory = 0 }).ShouldBe(["memory"]);
        Ignoring(made with { PidsLimit = 0 }).ShouldBe(["pids"]);
        Ignoring(made, user: "").ShouldBe(["unprivileged-user"]);

        string[] Ignoring(ContainerHostOptions options, string? user = null) => Missing(ContainerCheck.Controls(
            new ContainerDetails { HostConfig = options, Config = new ContainerConfiguration { User = user ?? request.User } }, request, Whole.Controls()));
    }

    private static string[] Missing(IReadOnlyDictionary<string, ControlFact> facts)
        => [.. s_table.Evaluate(facts).Where(status => !status.Present).Select(status => status.Name)];
}
