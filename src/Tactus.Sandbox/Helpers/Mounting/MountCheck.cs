using System.Globalization;
using Tactus.Protocol;

namespace Tactus.Sandbox.Helpers.Mounting;

/// <summary>Holds the mounts of a sandbox that is made, and not yet begun, against what it was to be given.</summary>
/// <remarks>
/// bubblewrap names directories by their paths, and another program of a run may exchange a directory beneath a writable mount for a symbolic link at the very
/// moment between a check of the path and the mount. What was mounted does not change any more, so that is what is looked at.
/// </remarks>
internal static class MountCheck
{
    // bubblewrap makes the new root here, and moves it to / after the last mount.
    private const string NewRoot = "/newroot";

    private static readonly string[] s_bindings = ["--bind", "--ro-bind", "--ro-bind-try"];

    // What bubblewrap binds for --dev.
    private static readonly string[] s_devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"];

    /// <summary>Looks at every mount.</summary>
    /// <param name="process">The first process inside, held back.</param>
    /// <param name="mounts">The directories that it is given.</param>
    /// <param name="argv">bubblewrap's command line, which names what the sandbox has of the host's system.</param>
    /// <exception cref="TactusException">It shows something else of the host (TAC5307).</exception>
    /// <exception cref="IOException">It has ended.</exception>
    internal static void Require(int process, IReadOnlyList<HelperMount> mounts, IReadOnlyList<string> argv)
    {
        MountTable inside = MountTable.Read(process.ToString(CultureInfo.InvariantCulture));
        MountTable host = MountTable.Read("self");
        MountSource[] given =
        [
            .. mounts.Select(mount => MountSource.Find(host, mount.HostPath, followsLinks: false, !mount.ReadOnly) ?? throw Exchanged(mount.HostPath)),
        ];
        List<Binding> bindings = BindingsOf(argv);
        HashSet<string> points = [.. inside.Entries.Select(entry => entry.Point)];
        IEnumerable<string> targets = bindings.Where(binding => !binding.MayBeMissing).Select(binding => binding.Target).Concat(OwnTargetsOf(argv));
        if (targets.FirstOrDefault(target => !points.Contains(NewRoot + target)) is { } missing)
        {
            // Mounted somewhere else, through a link where it should have been; or this is a bubblewrap that works otherwise.
            throw Exchanged(missing);
        }

        HashSet<string> ofHost = [.. host.Entries.Select(entry => entry.Device)];
        Lazy<MountSource[]> ofSystem = new(() => [.. SystemSources(host, mounts, bindings)]);
        foreach (MountEntry entry in inside.Entries.Where(entry => MountTable.Covers(NewRoot, entry.Point) && ofHost.Contains(entry.Device)))
        {
            if (!given.Any(source => source.Covers(entry)) && !ofSystem.Value.Any(source => source.Covers(entry)))
            {
                throw Exchanged(entry.Point[NewRoot.Length..]);
            }
        }
    }

    private static List<Binding> BindingsOf(IReadOnlyList<string> argv)
    {
        var bindings = new List<Binding>();
        for (int i = 0; argv[i] != "--block-fd"; i++)
        {
            if (s_bindings.Contains(argv[i]))
            {
                bindings.Add(new Binding(argv[i + 1], argv[i + 2], argv[i].EndsWith("-try", StringComparison.Ordinal)));
            }
        }

        return bindings;
    }

    // What the sandbox has of its own in the place of something of the host's: empty directories, and copies of files but for the one that is still being read.
    private static IEnumerable<string> OwnTargetsOf(IReadOnlyList<string> argv)
    {
        for (int i = 0; argv[i] != "--block-fd"; i++)
        {
            if (argv[i] == "--tmpfs")
            {
                yield return argv[i + 1];
            }
            else if (argv[i] == "--ro-bind-data" && argv[i + 2] != HelperFiles.LastPath)
            {
                yield return argv[i + 2];
            }
        }
    }

    private static IEnumerable<MountSource> SystemSources(MountTable host, IReadOnlyList<HelperMount> mounts, List<Binding> bindings)
    {
        foreach (Binding binding in bindings)
        {
            // What lies beneath a directory that it is given is no part of the system, whatever it is called by now.
            if (!mounts.Any(mount => MountTable.Covers(mount.HostPath, binding.Source))
                && MountSource.Find(host, binding.Source, followsLinks: true, isWritable: false) is { } source)
            {
                yield return source;
            }
        }

        foreach (string device in s_devices)
        {
            if (MountSource.Find(host, device, followsLinks: true, isWritable: true) is { } source)
            {
                yield return source;
            }
        }
    }

    private static TactusException Exchanged(string path) => new(
        "TAC5307", $"{path} was exchanged for something else while a helper sandbox was made; a program of a run may have done that.",
        "Look what it is, then try again.");

    private sealed record Binding(string Source, string Target, bool MayBeMissing);
}
