using Tactus.Sandbox.Directories;

namespace Tactus.Sandbox;

/// <summary>What this room takes from its surroundings, in one place, so that tests can change it.</summary>
public sealed record SandboxOptions
{
    /// <summary>Who runs Tactus. Default: this process.</summary>
    /// <value><see cref="HostIdentity.Current"/></value>
    public HostIdentity Identity { get; init; } = HostIdentity.Current;

    /// <summary>Where sockets and guest roots lie. Default: the usual places.</summary>
    /// <value><see cref="SandboxPaths.Current"/></value>
    public SandboxPaths Paths { get; init; } = SandboxPaths.Current;

    /// <summary>Value of <c>DOCKER_HOST</c>, or null. Default: from the environment.</summary>
    public string? DockerHost { get; init; } = Environment.GetEnvironmentVariable("DOCKER_HOST");

    /// <summary>Directories that are searched for <c>bwrap</c> and <c>setpriv</c>. Default: the system's, never the invoker's <c>PATH</c>.</summary>
    public IReadOnlyList<string> ProgramDirectories { get; init; } = ["/usr/bin", "/bin", "/usr/local/bin"];

    /// <summary>Where cgroups are mounted. Default: <c>/sys/fs/cgroup</c>.</summary>
    public string CgroupRoot { get; init; } = "/sys/fs/cgroup";

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Absolute path of a program, or null.</summary>
    internal string? FindProgram(string name)
        => ProgramDirectories.Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
}
