using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Arguments;

/// <summary>The one place that says how a guest is started without a sandbox.</summary>
internal static class ProcessArguments
{
    /// <summary>Makes the command line.</summary>
    /// <param name="launch">What is started.</param>
    /// <param name="root">The guest's root on the host.</param>
    /// <param name="prlimit">Absolute path of <c>prlimit</c>.</param>
    /// <param name="setpriv">Absolute path of <c>setpriv</c>, or null where there is none.</param>
    /// <param name="identity">Who runs Tactus.</param>
    internal static IReadOnlyList<string> Guest(GuestLaunch launch, StoredGuestRoot root, string prlimit, string? setpriv, HostIdentity identity)
    {
        string[] guest = [Path.Combine(root.Directory, GuestRoot.Executable), Path.Combine(launch.SocketDirectory, "broker.sock")];
        List<ResourceLimit> limits = [.. GuestResourceLimits.Common(launch.Limits), GuestResourceLimits.Memory(launch.Limits)];
        if (identity.IsRoot)
        {
            // The run's own uid has no other processes; the invoker's would be counted with them.
            limits.Add(GuestResourceLimits.Processes(launch.Limits));
        }

        IReadOnlyList<string> limited = PrivilegeArguments.Limit(prlimit, limits);
        if (setpriv is null)
        {
            return [.. limited, .. guest];
        }

        IReadOnlyList<string> leave = identity.IsRoot
            ? [.. PrivilegeArguments.Leave(setpriv, identity.GuestOf(launch.RunId)), "--bounding-set", "-all"]
            : [setpriv];
        return [.. limited, .. leave, "--no-new-privs", "--pdeathsig", "KILL", "--", .. guest];
    }
}
