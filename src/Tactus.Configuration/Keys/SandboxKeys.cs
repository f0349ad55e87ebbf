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
            Order = new RankOrder<bool>(true, false),
            Widens = "when false",
            Risk = "Without a sandbox only the guest's own lock-down stands between the procedure and this machine.",
            RiskWhenWidened = RiskLevel.High,
            CanBeCeiling = true,
            OnlyFromFlags = ["false"],
        },
        new()
        {
            Path = "sandbox.driver",
            Kind = ValueKind.Choice,
            Choices = ["auto", "docker", "oci", "bubblewrap", "none"],
            Default = "auto",
            Summary = "How the guest is confined; auto takes the first that this machine can run.",
            Order = new DriverOrder(),
            Widens = "when it leaves a named driver for another; naming one in place of auto narrows",
            Risk = "With the driver none only the guest's own lock-down stands between the procedure and this machine.",
            RiskWhenWidened = RiskLevel.High,
            CanBeCeiling = true,
            OnlyFromFlags = ["none"],
            UnbuiltChoices = ["oci"],
        },
        new()
        {
            Path = "sandbox.timeout",
            Kind = ValueKind.Duration,
            Default = "3600",
            Least = "1ms",
            Greatest = "30d",
            Summary = "Wall-clock time of one execution.",
            Order = new AmountOrder<TimeSpan>(),
            Widens = "when longer",
            Risk = "A longer run can hold this machine's memory and descriptors for longer.",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.network",
            Kind = ValueKind.Choice,
            Choices = ["none", "allowlist", "open"],
            Default = "none",
            Summary = "What network the run's own tools may reach; the guest never has one, and host tools name their hosts themselves.",
            Order = new RankOrder<NetworkMode>(NetworkMode.None, NetworkMode.Allowlist, NetworkMode.Open),
            Widens = "when further right in none, allowlist, open",
            Risk = "What can reach the network can send away what it reads.",
            RiskWhenWidened = RiskLevel.High,
            CanBeCeiling = true,
            UnbuiltChoices = ["allowlist", "open"],
        },
        new()
        {
            Path = "sandbox.mount_current_dir",
            Kind = ValueKind.Boolean,
            Default = "true",
            Summary = "Whether the current directory is /workspace, control files hidden.",
            Order = new RankOrder<bool>(false, true),
            Widens = "when true",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "sandbox.workspace",
            Kind = ValueKind.Choice,
            Choices = ["direct", "staged", "none"],
            Default = "direct",
            Summary = "Whether writes go to the files themselves, are kept aside until a person applies them, or there is no workspace.",
            Order = new RankOrder<WorkspaceMode>(WorkspaceMode.None, WorkspaceMode.Staged, WorkspaceMode.Direct),
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
