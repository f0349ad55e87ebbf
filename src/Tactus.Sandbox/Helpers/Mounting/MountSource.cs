using System.Globalization;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Helpers.Mounting;

/// <summary>A directory or file of the host, as mounts of it are listed: by file system and place there.</summary>
internal sealed class MountSource
{
    private readonly IReadOnlyList<(string Device, string Root)> _places;
    private readonly bool _isWritable;

    private MountSource(IReadOnlyList<(string Device, string Root)> places, bool isWritable)
    {
        _places = places;
        _isWritable = isWritable;
    }

    /// <summary>Finds where something lies now; null when it is not there.</summary>
    /// <param name="host">The host's mounts.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="followsLinks">False when a link in the path makes it another thing.</param>
    /// <param name="isWritable">Whether a mount of it may be writable.</param>
    internal static MountSource? Find(MountTable host, string path, bool followsLinks, bool isWritable)
    {
        using OwnedDescriptor? found = OwnedDescriptor.TryOpenPath(path, followsLinks);
        if (found is null)
        {
            return null;
        }

        string number = found.Number.ToString(CultureInfo.InvariantCulture);
        string? real = new FileInfo($"/proc/self/fd/{number}").LinkTarget;
        const string key = "mnt_id:";
        string line = File.ReadLines($"/proc/self/fdinfo/{number}").First(text => text.StartsWith(key, StringComparison.Ordinal));
        int id = int.Parse(line.AsSpan(key.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
        MountEntry? mount = host.Entries.FirstOrDefault(entry => entry.Id == id);
        if (real is null || mount is null || !MountTable.Covers(mount.Point, real))
        {
            return null;
        }

        // With a directory come the mounts beneath it.
        string beneath = real[mount.Point.Length..].Trim('/');
        return new MountSource(
            [
                (mount.Device, beneath.Length == 0 ? mount.Root : $"{mount.Root.TrimEnd('/')}/{beneath}"),
                .. host.Entries.Where(entry => entry.Id != id && MountTable.Covers(real, entry.Point)).Select(entry => (entry.Device, entry.Root)),
            ],
            isWritable);
    }

    /// <summary>True when a mount shows this or a part of it, and no more of it than it may.</summary>
    internal bool Covers(MountEntry mount) =>
        (_isWritable || !mount.IsWritable) && _places.Any(place => place.Device == mount.Device && MountTable.Covers(place.Root, mount.Root));
}
