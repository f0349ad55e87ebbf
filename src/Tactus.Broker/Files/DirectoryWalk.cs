using System.Text;
using Tactus.Broker.Files.Native;
using Tactus.Policy.Paths;

namespace Tactus.Broker.Files;

/// <summary>Lists what a run can see in a directory. Holds one directory open at a time, however deep the tree is.</summary>
internal static class DirectoryWalk
{
    /// <summary>Lists a directory, sorted bytewise by name.</summary>
    public static List<FileListEntry> List(DirectoryHandle root, string path, bool recursive, int limit)
    {
        var found = new List<FileListEntry>();
        var waiting = new Stack<string>();
        int error = Collect(root, path, "", limit, found, waiting);
        if (error != 0)
        {
            throw FileErrors.From(error, Shown(path));
        }

        while (recursive && waiting.TryPop(out string? directory))
        {
            error = Collect(root, path, directory, limit, found, waiting);

            // Removed or replaced since its name was read: the listing shows what was there then.
            if (error is not (0 or Errno.NoEntry or Errno.NotDirectory or Errno.Loop))
            {
                throw FileErrors.From(error, RelativePath.Join(path, directory));
            }
        }

        found.Sort(static (left, right) => Utf8Order.Compare(left.Name, right.Name));
        return found;
    }

    private static int Collect(
        DirectoryHandle root, string path, string prefix, int limit, List<FileListEntry> found, Stack<string> waiting)
    {
        int error = root.OpenDirectory(prefix.Length == 0 ? path : RelativePath.Join(path, prefix), out DirectoryHandle? directory);
        if (directory is null)
        {
            return error;
        }

        using (directory)
        {
            var names = new List<DirectoryName>();
            error = directory.ReadNames(names);
            if (error != 0)
            {
                return error;
            }

            foreach (DirectoryName name in names)
            {
                if (Describe(directory, name) is not { } stat)
                {
                    continue;
                }

                if (found.Count == limit)
                {
                    throw FileErrors.TooMany(Shown(path), limit);
                }

                string shown = RelativePath.Join(prefix, name.Text);
                found.Add(new FileListEntry(shown, stat.IsDirectory, stat.Size));
                if (stat.IsDirectory && CanBeNamed(path, shown))
                {
                    waiting.Push(shown);
                }
            }
        }

        return 0;
    }

    private static FileStat? Describe(DirectoryHandle directory, DirectoryName name)
    {
        if (name.Type is not (EntryType.Regular or EntryType.Directory or EntryType.Unknown) || !FileNames.IsVisible(name.Text))
        {
            return null;
        }

        int error = directory.Stat(name.Terminated, out Statx stat);
        if (error == 0 && (stat.IsRegular || stat.IsDirectory))
        {
            return new FileStat(stat.Kind, stat.IsDirectory ? 0 : (long)stat.Size);
        }

        return error is 0 or Errno.NoEntry ? null : throw FileErrors.From(error, name.Text);
    }

    private static bool CanBeNamed(string path, string relative) =>
        Encoding.UTF8.GetByteCount(path) + Encoding.UTF8.GetByteCount(relative) + 1 < ProcedurePath.MaxPathBytes;

    private static string Shown(string path) => path.Length == 0 ? "." : path;
}
