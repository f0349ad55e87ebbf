using System.Globalization;

namespace Tactus.Sandbox.Cgroups;

/// <summary>Where this process may make cgroups for its guests.</summary>
/// <param name="Version">1 or 2.</param>
/// <param name="Parents">The parent directory for each controller: <c>memory</c>, <c>pids</c>, <c>cpu</c>. Version 2 has one for all.</param>
internal sealed record CgroupHost(int Version, IReadOnlyDictionary<string, string> Parents)
{
    private const string Prefix = "tactus-";
    private static readonly string[] s_controllers = ["memory", "pids", "cpu"];

    /// <summary>Finds out. No controller at all is a usual answer for an ordinary user.</summary>
    /// <param name="root">Where cgroups are mounted.</param>
    /// <param name="membership">Content of <c>/proc/self/cgroup</c>.</param>
    internal static CgroupHost Find(string root, string membership)
        => File.Exists(Path.Combine(root, "cgroup.controllers")) ? FindUnified(root, membership) : FindSeparate(root, membership);

    /// <summary>True when the controller can be used.</summary>
    internal bool Has(string controller) => Parents.ContainsKey(controller);

    /// <summary>Makes a cgroup with its limits.</summary>
    /// <param name="name">The run's id; more after a full stop, where a run has more than one.</param>
    /// <param name="limits">What is limited.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    internal RunCgroup Create(string name, CgroupLimits limits)
    {
        string[] directories = [.. Parents.Values.Distinct(StringComparer.Ordinal).Select(parent => Path.Combine(parent, Prefix + name))];
        foreach (string directory in directories)
        {
            Directory.CreateDirectory(directory);
        }

        foreach ((string controller, string parent) in Parents)
        {
            foreach ((string file, string value, bool isOptional) in Settings(controller, limits))
            {
                string path = Path.Combine(parent, Prefix + name, file);
                if (!isOptional || File.Exists(path))
                {
                    Write(path, value);
                }
            }
        }

        string? memory = Parents.TryGetValue("memory", out string? found) ? Path.Combine(found, Prefix + name) : null;
        return new RunCgroup(directories, memory is null ? null : Path.Combine(memory, Version == 2 ? "memory.events" : "memory.oom_control"));
    }

    /// <summary>Removes the empty cgroups of runs that are not alive. What is in use belongs to somebody.</summary>
    /// <returns>The runs, by id.</returns>
    internal IReadOnlyList<string> Sweep(Func<string, bool> isRunAlive)
    {
        var removed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string directory in Parents.Values.Distinct(StringComparer.Ordinal).SelectMany(parent => Directory.EnumerateDirectories(parent, Prefix + "*")))
        {
            string[] name = Path.GetFileName(directory)[Prefix.Length..].Split('.');
            string runId = name[0];
            if (!isRunAlive(runId) && !IsMakerAlive(name) && RunCgroup.TryRemove(directory))
            {
                removed.Add(runId);
            }
        }

        return [.. removed];
    }

    // A helper's cgroup is empty between its making and its first process, and its run may have no socket directory.
    private static bool IsMakerAlive(string[] name) =>
        name.Length == 2 && uint.TryParse(name[1].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint maker)
        && Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{maker}"));

    private static CgroupHost FindUnified(string root, string membership)
    {
        string own = Line(membership, "0::");
        for (string at = own; ; at = Path.GetDirectoryName(at) ?? "/")
        {
            string directory = root + (at == "/" ? "" : at);
            string control = Path.Combine(directory, "cgroup.subtree_control");

            // A cgroup with processes in it cannot hand controllers to children, so our own one will not do unless it is the root.
            if ((at == "/" || at != own) && File.Exists(control) && CanWrite(Path.Combine(directory, "cgroup.procs")))
            {
                string[] given = File.ReadAllText(control).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
                if (given.Contains("memory", StringComparer.Ordinal))
                {
                    return new CgroupHost(2, s_controllers.Where(given.Contains).ToDictionary(name => name, _ => directory, StringComparer.Ordinal));
                }
            }

            if (at == "/")
            {
                return new CgroupHost(2, new Dictionary<string, string>(StringComparer.Ordinal));
            }
        }
    }

    private static CgroupHost FindSeparate(string root, string membership)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string controller in s_controllers)
        {
            string own = Path.Combine(root, controller) + Line(membership, $":{controller}:").TrimEnd('/');
            string parent = Directory.Exists(own) ? own : Path.Combine(root, controller);
            if (CanWrite(Path.Combine(parent, "cgroup.procs")))
            {
                parents.Add(controller, parent);
            }
        }

        return new CgroupHost(1, parents);
    }

    private static string Line(string membership, string marker)
    {
        string? line = membership.Split('\n').FirstOrDefault(line => line.Contains(marker, StringComparison.Ordinal));
        return line is null ? "/" : line[(line.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..];
    }

    private static bool CanWrite(string path)
    {
        try
        {
            using FileStream opened = File.OpenWrite(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Opens what the kernel has put there; a limit written to an ordinary new file would limit nothing.
    private static void Write(string path, string value)
    {
        using var file = new StreamWriter(new FileStream(path, FileMode.Open, FileAccess.Write));
        file.Write(value);
    }

    // Swap accounting is an option of the kernel, and its files are absent without it.
    private IEnumerable<(string File, string Value, bool IsOptional)> Settings(string controller, CgroupLimits limits)
    {
        const long period = 100_000;
        long quota = Math.Max(1000, (long)(limits.Cpus * period));
        return (controller, Version) switch
        {
            ("memory", 1) => [("memory.limit_in_bytes", $"{limits.Memory}", false), ("memory.memsw.limit_in_bytes", $"{limits.Memory}", true)],
            ("memory", _) => [("memory.max", $"{limits.Memory}", false), ("memory.swap.max", "0", true), ("memory.oom.group", "1", true)],
            ("pids", _) => [("pids.max", $"{limits.Pids}", false)],
            ("cpu", 1) => [("cpu.cfs_period_us", $"{period}", false), ("cpu.cfs_quota_us", $"{quota}", false)],
            _ => [("cpu.max", $"{quota} {period}", false)],
        };
    }
}
