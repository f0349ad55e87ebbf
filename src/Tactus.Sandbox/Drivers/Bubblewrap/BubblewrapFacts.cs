using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Directories;

namespace Tactus.Sandbox.Drivers.Bubblewrap;

/// <summary>What this machine offers to bubblewrap, and which controls follow from it.</summary>
internal sealed record BubblewrapFacts
{
    /// <summary>Oldest version that knows every option that is used.</summary>
    internal static readonly Version OldestVersion = new(0, 5);

    /// <summary>Absolute path of <c>bwrap</c>, or empty.</summary>
    public required string Program { get; init; }

    /// <summary>Its version, or null.</summary>
    public required Version? Version { get; init; }

    /// <summary>Absolute path of <c>setpriv</c>, or null.</summary>
    public required string? Setpriv { get; init; }

    /// <summary>Absolute path of <c>prlimit</c>, or null.</summary>
    public required string? Prlimit { get; init; }

    /// <summary>Null when a sandbox could be made; else what stopped it.</summary>
    public required string? TrialFailure { get; init; }

    /// <summary>True when the kernel has seccomp filters.</summary>
    public required bool HasSeccomp { get; init; }

    /// <summary>Where cgroups can be made.</summary>
    public required CgroupHost Cgroups { get; init; }

    /// <summary>The controls that follow.</summary>
    internal IReadOnlyDictionary<string, ControlFact> Controls(HostIdentity identity)
    {
        bool program = Version >= OldestVersion;
        bool works = program && TrialFailure is null;
        return new Dictionary<string, ControlFact>(StringComparer.Ordinal)
        {
            ["program"] = new(program, program ? $"bwrap {Version}" : ""),
            ["user-namespace"] = new(works, works ? "own user namespace" : ""),
            ["unprivileged-user"] = new(
                !identity.IsRoot || Setpriv is not null, identity.IsRoot ? (Setpriv is null ? "" : "a uid of the run's own") : "the invoker"),
            ["limits"] = new(Prlimit is not null, Prlimit is null ? "" : "rlimits"),
            ["network"] = new(works, works ? "own network namespace, loopback only" : ""),
            ["read-only-root"] = new(works, works ? "read-only bind of the guest's files" : ""),
            ["capabilities"] = new(works, works ? "all dropped" : ""),
            ["no-new-privileges"] = new(works, works ? "set by bwrap" : ""),
            ["seccomp"] = new(HasSeccomp, HasSeccomp ? "own program" : ""),
            ["memory"] = new(Cgroups.Has("memory"), Cgroups.Has("memory") ? "cgroup" : "rlimit"),
            ["pids"] = new(Cgroups.Has("pids"), Cgroups.Has("pids") ? "cgroup" : "rlimit"),
            ["cpu"] = new(Cgroups.Has("cpu"), Cgroups.Has("cpu") ? "cgroup" : ""),
        };
    }
}
