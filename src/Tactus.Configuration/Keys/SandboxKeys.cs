using Tactus.Policy.Grants;
using Tactus.Policy.Orders;

namespace Tactus.Configuration.Keys;

/// <summary>Rows of <c>sandbox</c>, but for its limits.</summary>
internal static class SandboxKeys
{
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new()
        {
            Path = "sandbox.enabled",
            Kind = ValueKind.Boolean,
            Default = "true",
            Summary = "Whether the guest runs in a sandbox; only the command line's --no-sandbox turns it off.",
            Order = new RankOrder(true, false),
            Widens = "when false",
            Risk = "Without a sandbox only the guest's own lock-down stands between the procedure and this machine.",
            RiskWhenWidened = RiskLevel.High,
            CanBeCeiling = true,
            IsFalseOnlyForFlags = true,
        },
        new()
        {
            Path = "sandbox.driver",
            Kind = ValueKind.Choice,
            Choices =
            [
                new("auto", DriverChoice.Auto),
                new("docker", DriverChoice.Docker),
                new("oci", DriverChoice.Oci) { IsBuilt = false },
                new("bubblewrap", DriverChoice.Bubblewrap),
                new("none", DriverChoice.None) { IsOnlyForFlags = true },
            ],
            Default = "auto",
            Summary = "How the guest is confined; auto takes the first that this machine can run.",
            Order = new DriverOrder(),
            Widens = "when it leaves a named driver for another; naming one in place of auto narrows",
            Risk = "With the driver none only the guest's own lock-down stands between the procedure and this machine.",
            RiskWhenWidened = RiskLevel.High,
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.timeout",
            Kind = ValueKind.Duration,
            Default = "3600",
            Least = "1ms",
            Greatest = "30d",
            Summary = "Wall-clock time of one execution.",
            Order = new AmountOrder(),
            Widens = "when longer",
            Risk = "A longer run can hold this machine's memory and descriptors for longer.",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.network",
            Kind = ValueKind.Choice,
            Choices =
            [
                new("none", NetworkMode.None),
                new("allowlist", NetworkMode.Allowlist),
                new("open", NetworkMode.Open),
            ],
            Default = "none",
            Summary = "What http.request may reach: nothing, the hosts of network_allow, or every public address; the guest never has a network, and other host tools name their hosts themselves.",
            Order = new RankOrder(NetworkMode.None, NetworkMode.Allowlist, NetworkMode.Open),
            Widens = "when further right in none, allowlist, open",
            Risk = "What can reach the network can send away what it reads.",
            RiskWhenWidened = RiskLevel.High,
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.network_allow",
            Kind = ValueKind.Hosts,
            Default = "[]",
            Summary = "Hosts that http.request may reach under network: allowlist, as host, host:port or *.domain; an address that is not public must be named as an address.",
            Order = new TextSetOrder(),
            Widens = "when it names a host more",
            Risk = "The procedure can send what it knows to these hosts.",
            RiskWhenWidened = RiskLevel.Medium,
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.mount_current_dir",
            Kind = ValueKind.Boolean,
            Default = "true",
            Summary = "Whether the current directory is /workspace, control files hidden.",
            Order = new RankOrder(false, true),
            Widens = "when true",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.workspace",
            Kind = ValueKind.Choice,
            Choices = [new("direct", WorkspaceMode.Direct), new("staged", WorkspaceMode.Staged), new("none", WorkspaceMode.None)],
            Default = "direct",
            Summary = "Whether writes go to the files themselves, are kept aside until a person applies them, or there is no workspace.",
            Order = new RankOrder(WorkspaceMode.None, WorkspaceMode.Staged, WorkspaceMode.Direct),
            Widens = "when further right in none, staged, direct",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.volumes",
            Kind = ValueKind.Volumes,
            Default = "[]",
            Summary = "Directories beside the workspace, as HOST:TARGET[:ro|rw]; read-only unless rw is said; relative to the file that declares them.",
            Order = new VolumeOrder(),
            Widens = "when a directory is added or becomes writable",
            Risk = "The procedure reads these directories, and writes those marked rw.",
            RiskWhenWidened = RiskLevel.Medium,
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.env.*",
            Kind = ValueKind.Text,
            Summary = "What os.getenv shows under this name; no placeholders, because a procedure never sees a secret.",
            Order = new HarmlessOrder(),
        },
    ];
}
