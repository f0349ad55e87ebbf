using Tactus.Protocol;
using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Helpers;

namespace Tactus.Sandbox.Tests.Arguments;

// Proves over the whole product of inputs that a helper sandbox's command line never gives away more than was granted.
public sealed class HelperArgumentsTests
{
    private static readonly ControlPaths s_controls = new([".git", "a/.env"], ["a"]);

    public static string CommandLine(HelperCommand command)
        => string.Join(' ', Build(command, HostIdentity.Current, cgroups: true));

    public static TheoryData<bool, bool, bool, bool> Product()
    {
        var data = new TheoryData<bool, bool, bool, bool>();
        for (int bits = 0; bits < 16; bits++)
        {
            data.Add((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Product))]
    public void No_input_brings_a_dangerous_option(bool network, bool readOnly, bool root, bool cgroups)
    {
        HelperCommand command = Command(network, readOnly);
        string[] argv = Build(command, new HostIdentity(root ? 0u : 1000u, root ? 0u : 1000u), cgroups);
        string[] options = argv[..Array.LastIndexOf(argv, "--")];

        options.ShouldContain("--unshare-all");
        options.ShouldContain("--unshare-user");
        options.ShouldContain("--die-with-parent");
        options.ShouldContain("--new-session");
        options.ShouldContain("--clearenv");
        options.ShouldContain("--seccomp");
        Follows(options, "--cap-drop").ShouldBe(["ALL"]);
        options.Contains("--share-net").ShouldBe(network);
        options.ShouldNotContain("--cap-add");
        options.ShouldNotContain("--dev-bind");
        options.Any(option => option.StartsWith("--share-", StringComparison.Ordinal) && option != "--share-net").ShouldBeFalse();
        Follows(options, "--uid").ShouldBe(["1000"]);
        Follows(options, "--remount-ro")[^1].ShouldBe("/");
        Follows(options, "--bind").ShouldBe(readOnly ? [] : ["/srv/work", "/srv/work/a"]);
        argv[^2..].ShouldBe(["make", "--share-net"]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/run")]
    [InlineData("/var/run")]
    [InlineData("/proc")]
    [InlineData("/usr/../etc")]
    [InlineData("/dev/")]
    [InlineData("/no/such/directory")]
    public void Directories_that_give_away_the_host_are_refused(string source)
    {
        HelperCommand command = Command(network: false, readOnly: true) with { Mounts = [new HelperMount(source, "/x", ReadOnly: true)] };

        Should.Throw<TactusException>(() => CommandLine(command)).Code.ShouldBe("TAC5303");
    }

    private static HelperCommand Command(bool network, bool readOnly)
    {
        Directory.CreateDirectory("/srv/work");
        return new HelperCommand
        {
            RunId = "r",
            Argv = ["make", "--share-net"],
            WorkingDirectory = "/workspace",
            Environment = new Dictionary<string, string>(),
            Mounts = [new HelperMount("/srv/work", "/workspace", readOnly)],
            Network = network,
            Unsandboxed = false,
            Timeout = TimeSpan.FromSeconds(1),
            OutputLimit = 1,
            MemoryLimit = 1 << 20,
        };
    }

    private static string[] Build(HelperCommand command, HostIdentity identity, bool cgroups)
    {
        string[] controllers = cgroups ? ["memory", "pids"] : [];
        var facts = new HelperFacts(
            "/usr/bin/bwrap",
            "/usr/bin/prlimit",
            new CgroupHost(2, controllers.ToDictionary(name => name, _ => "/sys/fs/cgroup")),
            new Dictionary<string, string> { ["/bin"] = "usr/bin" },
            []);
        return [.. HelperArguments.Build(command, command.Mounts.ToDictionary(mount => mount.Target, _ => s_controls), facts, identity)];
    }

    private static string[] Follows(string[] argv, string option)
        => [.. argv.Index().Where(entry => entry.Item == option).Select(entry => argv[entry.Index + 1])];
}
