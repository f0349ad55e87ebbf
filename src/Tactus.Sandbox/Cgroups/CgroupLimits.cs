namespace Tactus.Sandbox.Cgroups;

/// <summary>What a cgroup limits.</summary>
/// <param name="Memory">Bytes, swap included.</param>
/// <param name="Pids">Processes and threads.</param>
/// <param name="Cpus">Processors' worth of time.</param>
internal sealed record CgroupLimits(long Memory, int Pids, double Cpus);
