using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tactus.Broker.Files.Native;
using Tactus.Broker.Gate;
using Tactus.Protocol;

namespace Tactus.Broker.Files;

/// <summary>The files of a directory of the host, read and written in place.</summary>
internal sealed unsafe class DirectTree : IFileTree
{
    private readonly DirectoryHandle _root;

    private DirectTree(DirectoryHandle root) => _root = root;

    /// <summary>Opens a granted directory. Its path may hold no link.</summary>
    /// <exception cref="TactusException">It cannot be opened (TAC3220).</exception>
    public static DirectTree Open(string hostPath)
    {
        int error = DirectoryHandle.OpenRoot(hostPath, out DirectoryHandle? root);
        if (error == Errno.Loop)
        {
            throw new TactusException(
                "TAC3220", $"the granted directory {hostPath} is, or goes through, a symbolic link, which a run may have put there",
                "look where it leads, then name the directory by its real path");
        }

        return root is not null
            ? new DirectTree(root)
            : throw new TactusException(
                "TAC3220", $"the granted directory {hostPath} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}",
                "make it, or change sandbox.volumes");
    }

    /// <inheritdoc/>
    public FileStat? Find(string path)
    {
        int error = _root.Open(path, OpenFlags.Path, 0, out SafeFileHandle file);
        using (file)
        {
            Statx stat = default;
            if (error == 0)
            {
                error = DirectoryHandle.Stat(file, out stat);
            }

            return error switch
            {
                0 => Describe(stat),
                Errno.NoEntry or Errno.NotDirectory => null,
                Errno.Loop => new FileStat(FileKind.Link, 0),
                _ => throw FileErrors.From(error, path),
            };
        }
    }

    /// <inheritdoc/>
    public byte[] Read(string path, long offset, int length)
    {
        using SafeFileHandle file = OpenRegular(path, OpenFlags.ReadOnly, out Statx stat);
        long available = Math.Max(0, (long)stat.Size - offset);
        byte[] content = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, available));
        int filled = 0;
        fixed (byte* pointer = content)
        {
            while (filled < content.Length)
            {
                nint read = LibC.Read(file, pointer + filled, (nuint)(content.Length - filled), offset + filled);
                if (read < 0)
                {
                    throw FileErrors.From(Marshal.GetLastPInvokeError(), path);
                }

                if (read == 0)
                {
                    break;
                }

                filled += (int)read;
            }
        }

        return filled == content.Length ? content : content[..filled];
    }

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content, string tag)
    {
        using DirectoryHandle parent = OpenParent(path);
        string name = RelativePath.Name(path);
        Statx? replaced = FindWritable(parent, path, name);
        int error = AtomicWrite.Replace(parent, name, FileNames.TemporaryPrefix + tag, content, replaced);
        if (error != 0)
        {
            throw FileErrors.From(error, path);
        }
    }

    /// <inheritdoc/>
    public void Append(string path, ReadOnlySpan<byte> content, string tag)
    {
        using DirectoryHandle parent = OpenParent(path);
        string name = RelativePath.Name(path);
        if (FindWritable(parent, path, name) is null)
        {
            Write(path, content, tag);
            return;
        }

        int error = parent.Open(name, OpenFlags.WriteOnly | OpenFlags.Append, 0, out SafeFileHandle file);
        using (file)
        {
            Statx stat = default;
            if (error == 0)
            {
                error = DirectoryHandle.Stat(file, out stat);
            }

            if (error != 0)
            {
                throw FileErrors.From(error, path);
            }

            RequireWritable(path, stat);
            error = AtomicWrite.WriteAll(file, content);
            if (error == 0)
            {
                error = LibC.Sync(file) == 0 ? 0 : Marshal.GetLastPInvokeError();
            }

            if (error != 0)
            {
                // Half an append is worse than none: a repeated one would add the same bytes behind it.
                _ = LibC.Truncate(file, (long)stat.Size);
                throw FileErrors.From(error, path);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileListEntry> List(string path, bool recursive, int limit) =>
        DirectoryWalk.List(_root, path, recursive, limit);

    /// <inheritdoc/>
    public bool Remove(string path)
    {
        int error = _root.OpenDirectory(RelativePath.Parent(path), out DirectoryHandle? parent);
        if (error is Errno.NoEntry or Errno.NotDirectory)
        {
            return false;
        }

        if (error != 0)
        {
            throw FileErrors.From(error, path);
        }

        using (parent)
        {
            string name = RelativePath.Name(path);
            Statx? found = Stat(parent!, path, name);
            if (found is null)
            {
                return false;
            }

            FileStat stat = Describe(found.Value).RequireOrdinary(path);
            error = parent!.Remove(name, stat.IsDirectory);
            return error == 0 ? true : throw FileErrors.From(error, path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private static FileStat Describe(Statx stat) => new(stat.Kind, stat.IsRegular ? (long)stat.Size : 0);

    private static Statx? Stat(DirectoryHandle parent, string path, string name)
    {
        Span<byte> buffer = stackalloc byte[NativePath.BufferSize];
        int error = parent.Stat(NativePath.Write(name, buffer), out Statx stat);
        return error switch
        {
            0 => stat,
            Errno.NoEntry => null,
            _ => throw FileErrors.From(error, path),
        };
    }

    private static Statx? FindWritable(DirectoryHandle parent, string path, string name)
    {
        Statx? found = Stat(parent, path, name);
        if (found is { } stat)
        {
            RequireWritable(path, stat);
        }

        return found;
    }

    private static void RequireWritable(string path, Statx stat)
    {
        if (Describe(stat).RequireOrdinary(path).IsDirectory)
        {
            throw FileErrors.IsDirectory(path);
        }

        // The other name may be a control file, or lie outside the root: a write through this one would change it too.
        if (stat.Links > 1)
        {
            throw FileErrors.HardLinked(path);
        }
    }

    private SafeFileHandle OpenRegular(string path, ulong flags, out Statx stat)
    {
        int error = _root.Open(path, flags, 0, out SafeFileHandle file);
        stat = default;
        if (error == 0)
        {
            error = DirectoryHandle.Stat(file, out stat);
        }

        if (error == 0 && stat.IsRegular)
        {
            return file;
        }

        file.Dispose();
        if (error != 0)
        {
            throw FileErrors.From(error, path);
        }

        throw stat.IsDirectory ? FileErrors.IsDirectory(path) : FileErrors.NotRegular(path);
    }

    private DirectoryHandle OpenParent(string path)
    {
        string parent = RelativePath.Parent(path);
        int error = _root.OpenDirectory(parent, out DirectoryHandle? directory);
        return error switch
        {
            0 => directory!,
            Errno.NoEntry => MakeParent(path, parent),
            _ => throw FileErrors.From(error, path),
        };
    }

    private DirectoryHandle MakeParent(string path, string parent)
    {
        int error = _root.OpenDirectory("", out DirectoryHandle? current);
        if (error != 0)
        {
            throw FileErrors.From(error, path);
        }

        foreach (string name in parent.Split('/'))
        {
            using DirectoryHandle above = current!;
            error = above.MakeDirectory(name);
            if (error is 0 or Errno.Exists)
            {
                error = above.OpenDirectory(name, out current);
            }

            if (error != 0)
            {
                throw FileErrors.From(error, path);
            }
        }

        return current!;
    }
}
