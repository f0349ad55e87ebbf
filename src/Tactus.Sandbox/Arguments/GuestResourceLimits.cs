using Tactus.Policy.Grants;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Arguments;

/// <summary>The kernel's own limits on a guest's process, the same for every driver.</summary>
internal static class GuestResourceLimits
{
    // The runtime reserves stacks that it never touches, and RLIMIT_DATA counts them.
    private const long StackAllowance = 128L << 20;

    /// <summary>Limits that hold with every driver.</summary>
    internal static IReadOnlyList<ResourceLimit> Common(RunLimits limits) =>
    [
        new(ResourceKind.OpenFiles, limits.Files),
        new(ResourceKind.CoreSize, 0),
        new(ResourceKind.FileSize, 0),
        new(ResourceKind.LockedMemory, 0),
        new(ResourceKind.MessageQueues, 0),
        new(ResourceKind.CpuSeconds, CpuSeconds(limits)),
    ];

    /// <summary>Where no cgroup limits memory.</summary>
    internal static ResourceLimit Memory(RunLimits limits) => new(ResourceKind.Data, limits.Memory + StackAllowance);

    /// <summary>Where no cgroup limits processes, and the guest's uid is nobody else's.</summary>
    internal static ResourceLimit Processes(RunLimits limits) => new(ResourceKind.Processes, limits.Pids);

    /// <summary>
    /// Well beyond the budget, which the guest's watchdog keeps for the Lua thread alone; this one counts every thread, and is for
    /// a guest whose watchdog no longer works.
    /// </summary>
    private static long CpuSeconds(RunLimits limits) => (long)Math.Ceiling(limits.CpuTime.TotalSeconds * 2) + 10;
}
