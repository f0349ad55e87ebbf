using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Drivers.Docker.Engine;

namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>Reads back what the engine made of a request: an engine that ignores a field must not go unnoticed.</summary>
internal static class ContainerCheck
{
    /// <summary>The controls that a created container shows.</summary>
    /// <param name="details">The container.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="facts">What was known before.</param>
    internal static IReadOnlyDictionary<string, ControlFact> Controls(
        ContainerDetails details, ContainerRequest request, IReadOnlyDictionary<string, ControlFact> facts)
    {
        ContainerHostOptions got = details.HostConfig;
        ContainerHostOptions asked = request.HostConfig;
        IReadOnlyList<string> security = got.SecurityOpt ?? [];
        var result = new Dictionary<string, ControlFact>(facts, StringComparer.Ordinal);

        Hold("network", got.NetworkMode == "none");
        Hold("read-only-root", got.ReadonlyRootfs);
        Hold("capabilities", !got.Privileged && got.CapAdd is null or [] && (got.CapDrop ?? []).Any(IsAll));
        Hold("no-new-privileges", security.Any(option => option.StartsWith("no-new-privileges", StringComparison.Ordinal)));
        Hold("seccomp", security.Any(option => option.StartsWith("seccomp=", StringComparison.Ordinal) && !option.EndsWith("=unconfined", StringComparison.Ordinal)));
        Hold("unprivileged-user", details.Config.User == request.User);
        Hold("memory", got.Memory == asked.Memory);
        Hold("pids", got.PidsLimit == asked.PidsLimit);
        return result;

        // What the engine never had stays missing.
        void Hold(string control, bool held)
        {
            if (!held)
            {
                result[control] = new ControlFact(Present: false, "");
            }
        }
    }

    private static bool IsAll(string capability)
        => capability.Equals("ALL", StringComparison.OrdinalIgnoreCase) || capability.Equals("CAP_ALL", StringComparison.OrdinalIgnoreCase);
}
