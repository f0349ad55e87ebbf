using System.Globalization;
using Tactus.Policy.Grants;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Drivers.Docker;
using Tactus.Sandbox.Drivers.Docker.Engine;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Seccomp;

namespace Tactus.Sandbox.Arguments;

/// <summary>The one place that says what a guest's container looks like.</summary>
internal static class ContainerArguments
{
    /// <summary>Label with the run's id.</summary>
    internal const string RunLabel = "tactus.run";

    /// <summary>Label with the invoker's uid.</summary>
    internal const string OwnerLabel = "tactus.owner";

    /// <summary>Label with the machine and the place of the run's socket directory: only who sees the same place can tell whether the run lives.</summary>
    internal const string PlaceLabel = "tactus.place";

    /// <summary>Label with the time of creation, ISO 8601.</summary>
    internal const string StartedLabel = "tactus.started";

    // The engine gives every container PATH and HOSTNAME; a name without a value takes them away. HOME comes from runc and stays.
    private static readonly string[] s_environment = ["PATH", "HOSTNAME"];

    private static readonly Lazy<string> s_profile = new(static () => EngineProfile.Write(SeccompPolicy.Guest, SeccompArchitecture.Current));

    /// <summary>Writes the seccomp profile, which is the same for every guest. A request does it too.</summary>
    internal static void MakeReady() => _ = s_profile.Value;

    /// <summary>Makes the request that creates a guest's container.</summary>
    /// <param name="launch">What is started.</param>
    /// <param name="image">The image's name and tag.</param>
    /// <param name="facts">What the engine can do.</param>
    /// <param name="identity">Who runs Tactus.</param>
    /// <param name="now">Time of creation.</param>
    internal static ContainerRequest Build(
        GuestLaunch launch, string image, DockerFacts facts, HostIdentity identity, DateTimeOffset now)
    {
        RunLimits limits = launch.Limits;
        return new ContainerRequest
        {
            Image = image,
            Entrypoint = ["/" + GuestRoot.Executable],
            Cmd = [GuestRoot.SocketPath],
            User = UserOf(launch.RunId, facts, identity),
            Env = s_environment,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [RunLabel] = launch.RunId,
                [OwnerLabel] = identity.UserId.ToString(CultureInfo.InvariantCulture),
                [PlaceLabel] = PlaceOf(Path.GetDirectoryName(launch.SocketDirectory)!),
                [StartedLabel] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            },
            HostConfig = new ContainerHostOptions
            {
                NetworkMode = "none",
                ReadonlyRootfs = true,
                CapDrop = ["ALL"],
                SecurityOpt = ["no-new-privileges", "seccomp=" + s_profile.Value],
                Mounts = [new ContainerMount { Source = launch.SocketDirectory, Target = GuestRoot.SocketMount, ReadOnly = true }],
                Memory = limits.Memory,
                MemorySwap = facts.Information.SwapLimit ? limits.Memory : 0,
                NanoCpus = facts.Information.CpuCfsQuota ? (long)(limits.Cpus * 1_000_000_000) : 0,
                PidsLimit = limits.Pids,
                Ulimits = [.. GuestResourceLimits.Common(limits).Select(limit => new ContainerUlimit(limit.Name, limit.Value, limit.Value))],
                LogConfig = new ContainerLog("none"),
                IpcMode = "none",
                CgroupnsMode = "private",

                // The guest's uid must be the one that owns the socket directory, which remapping would shift.
                UsernsMode = facts.RemapsUsers ? "host" : "",
                RestartPolicy = new ContainerRestart("no"),
            },
        };
    }

    /// <summary>The user that the guest runs as inside: the uid that may pass through the socket directory.</summary>
    /// <summary>The value of <see cref="PlaceLabel"/> for the parent of socket directories.</summary>
    internal static string PlaceOf(string sockets) => $"{Environment.MachineName}:{Path.TrimEndingDirectorySeparator(Path.GetFullPath(sockets))}";

    internal static string UserOf(string runId, DockerFacts facts, HostIdentity identity)
    {
        if (facts.Rootless)
        {
            return "0:0";
        }

        HostIdentity guest = identity.GuestOf(runId);
        return string.Create(CultureInfo.InvariantCulture, $"{guest.UserId}:{guest.GroupId}");
    }
}
