using System.Globalization;
using Tactus.Policy.Grants;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Drivers.Bubblewrap;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Arguments;

/// <summary>The one place that says what a guest's bubblewrap sandbox looks like.</summary>
/// <remarks>The guest gets no /proc, no /dev and no /tmp: it works without, and what is not there needs no mask.</remarks>
internal static class BubblewrapArguments
{
    // Who the guest is inside. It stands for the invoker, or for the run's own uid when that is root.
    private const string InsideId = "1000";

    /// <summary>Makes the command line of a guest, with every limit that can be set before bubblewrap begins.</summary>
    /// <param name="launch">What is started.</param>
    /// <param name="root">The guest's root on the host.</param>
    /// <param name="facts">The programs.</param>
    /// <param name="identity">Who runs Tactus.</param>
    internal static IReadOnlyList<string> Guest(GuestLaunch launch, StoredGuestRoot root, BubblewrapFacts facts, HostIdentity identity) =>
    [
        .. PrivilegeArguments.Limit(facts.Prlimit!, Limits(launch.Limits, facts, identity)),
        .. Prefix(launch.RunId, facts, identity),
        .. Namespaces,
        "--as-pid-1",
        "--ro-bind", root.Directory, "/",
        "--ro-bind", launch.SocketDirectory, GuestRoot.SocketMount,
        "--chdir", "/",
        .. Descriptors,
        "--", "/" + GuestRoot.Executable, GuestRoot.SocketPath,
    ];

    /// <summary>Makes the command line by which it is found out whether this machine lets us make such a sandbox.</summary>
    internal static IReadOnlyList<string> Trial(BubblewrapFacts facts, HostIdentity identity) =>
    [
        .. Prefix("trial", facts, identity), .. Namespaces, "--ro-bind", "/", "/", "--", "/bin/true",
    ];

    /// <summary>The limit of processes, where it can only be set inside: outside it would count the invoker's other processes.</summary>
    /// <returns>Null where a cgroup limits them, or where the run's own uid could be limited from the beginning.</returns>
    internal static ResourceLimit? LimitInside(RunLimits limits, BubblewrapFacts facts, HostIdentity identity)
        => facts.Cgroups.Has("pids") || identity.IsRoot ? null : GuestResourceLimits.Processes(limits);

    private static IEnumerable<ResourceLimit> Limits(RunLimits limits, BubblewrapFacts facts, HostIdentity identity)
    {
        IEnumerable<ResourceLimit> all = GuestResourceLimits.Common(limits);
        if (!facts.Cgroups.Has("memory"))
        {
            all = all.Append(GuestResourceLimits.Memory(limits));
        }

        return facts.Cgroups.Has("pids") || !identity.IsRoot ? all : all.Append(GuestResourceLimits.Processes(limits));
    }

    private static IReadOnlyList<string> Namespaces =>
    [
        "--unshare-all", "--unshare-user", "--uid", InsideId, "--gid", InsideId, "--hostname", "tactus",
        "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
    ];

    private static IReadOnlyList<string> Descriptors =>
    [
        "--seccomp", Number(BubblewrapProcess.SeccompDescriptor),
        "--info-fd", Number(BubblewrapProcess.InformationDescriptor),
        "--block-fd", Number(BubblewrapProcess.BlockDescriptor),
    ];

    // Root leaves root before bubblewrap begins, so that not even its set-up runs as uid 0.
    private static IReadOnlyList<string> Prefix(string runId, BubblewrapFacts facts, HostIdentity identity)
        => identity.IsRoot
            ? [.. PrivilegeArguments.Leave(facts.Setpriv!, identity.GuestOf(runId)), "--", facts.Program]
            : [facts.Program];

    private static string Number(int descriptor) => descriptor.ToString(CultureInfo.InvariantCulture);
}
