using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tactus.Broker.Files.Native;

/// <summary>An open directory, and the system calls that name files beneath it without ever leaving it or following a link.</summary>
/// <remarks>Methods return the error number, 0 for success. Thread-safe.</remarks>
internal sealed unsafe class DirectoryHandle : IDisposable
{
    private const ulong Beneath = OpenFlags.ResolveBeneath | OpenFlags.ResolveNoSymlinks | OpenFlags.ResolveNoMagicLinks;
    private const int ReadBufferSize = 32 * 1024;

    private readonly SafeFileHandle _handle;

    private DirectoryHandle(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens a directory that trusted configuration names. Its path may hold no link: an earlier run may have put it there.</summary>
    public static int OpenRoot(string hostPath, out DirectoryHandle? directory)
    {
        const int CurrentDirectory = -100;
        int error = Open(CurrentDirectory, hostPath, OpenFlags.ReadOnly | OpenFlags.Directory, 0, OpenFlags.ResolveNoSymlinks, out SafeFileHandle handle);
        directory = error == 0 ? new DirectoryHandle(handle) : null;
        return error;
    }

    /// <summary>The path of something on the host without any link in it; null when it is not there or cannot be looked at.</summary>
    public static string? FindRealPath(string hostPath)
    {
        Span<byte> path = stackalloc byte[NativePath.BufferSize];
        Span<byte> real = stackalloc byte[NativePath.BufferSize];
        fixed (byte* pathPointer = NativePath.Write(hostPath, path))
        fixed (byte* realPointer = real)
        {
            return LibC.RealPath(pathPointer, realPointer) is null ? null : Encoding.UTF8.GetString(real[..real.IndexOf((byte)0)]);
        }
    }

    /// <summary>Opens a file beneath.</summary>
    public int Open(string path, ulong flags, uint mode, out SafeFileHandle file) =>
        OpenBeneath(path, flags | OpenFlags.NoFollow, mode, out file);

    /// <summary>Opens a directory beneath, the handle itself for the empty path.</summary>
    public int OpenDirectory(string path, out DirectoryHandle? directory)
    {
        // Without O_NOFOLLOW, which would make the kernel call a link "not a directory"; RESOLVE_NO_SYMLINKS refuses it by its name.
        int error = OpenBeneath(path, OpenFlags.ReadOnly | OpenFlags.Directory, 0, out SafeFileHandle handle);
        directory = error == 0 ? new DirectoryHandle(handle) : null;
        return error;
    }

    /// <summary>Describes one name in this directory; a link is described itself.</summary>
    public int Stat(ReadOnlySpan<byte> terminatedName, out Statx result)
    {
        fixed (byte* pointer = terminatedName)
        fixed (Statx* target = &result)
        {
            return StatHandle(_handle, pointer, LibC.AtSymlinkNoFollow, target);
        }
    }

    /// <summary>Describes an open file.</summary>
    public static int Stat(SafeFileHandle file, out Statx result)
    {
        byte empty = 0;
        fixed (Statx* target = &result)
        {
            return StatHandle(file, &empty, LibC.AtEmptyPath, target);
        }
    }

    /// <summary>Makes a directory in this one.</summary>
    public int MakeDirectory(string name)
    {
        Span<byte> buffer = stackalloc byte[NativePath.BufferSize];
        fixed (byte* pointer = NativePath.Write(name, buffer))
        {
            return LibC.MakeDirectory(_handle, pointer, 0x1FF) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Renames within this directory, replacing the target.</summary>
    public int Rename(string from, string to)
    {
        Span<byte> source = stackalloc byte[NativePath.BufferSize];
        Span<byte> target = stackalloc byte[NativePath.BufferSize];
        fixed (byte* sourcePointer = NativePath.Write(from, source))
        fixed (byte* targetPointer = NativePath.Write(to, target))
        {
            return LibC.Rename(_handle, sourcePointer, _handle, targetPointer) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Removes a name from this directory: a file or link, or an empty directory.</summary>
    public int Remove(string name, bool directory)
    {
        Span<byte> buffer = stackalloc byte[NativePath.BufferSize];
        fixed (byte* pointer = NativePath.Write(name, buffer))
        {
            int result = LibC.Unlink(_handle, pointer, directory ? LibC.AtRemoveDirectory : 0);
            return result == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Puts the names of this directory on disk.</summary>
    public int Sync() => LibC.Sync(_handle) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Reads every name; <c>.</c> and <c>..</c> are left out. A handle is read once.</summary>
    public int ReadNames(List<DirectoryName> names)
    {
        byte* buffer = (byte*)NativeMemory.Alloc(ReadBufferSize);
        try
        {
            while (true)
            {
                nint read = LibC.ReadDirectory(_handle, buffer, ReadBufferSize);
                if (read <= 0)
                {
                    return read == 0 ? 0 : Marshal.GetLastPInvokeError();
                }

                AddNames(new ReadOnlySpan<byte>(buffer, (int)read), names);
            }
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    public void Dispose() => _handle.Dispose();

    private int OpenBeneath(string path, ulong flags, uint mode, out SafeFileHandle file)
    {
        bool added = false;
        try
        {
            _handle.DangerousAddRef(ref added);
            return Open((int)_handle.DangerousGetHandle(), path, flags, mode, Beneath, out file);
        }
        finally
        {
            if (added)
            {
                _handle.DangerousRelease();
            }
        }
    }

    // struct linux_dirent64: inode (8), offset (8), record length (2), type (1), name with NUL.
    private static void AddNames(ReadOnlySpan<byte> records, List<DirectoryName> names)
    {
        while (records.Length > 0)
        {
            int length = BitConverter.ToUInt16(records[16..]);
            ReadOnlySpan<byte> field = records[19..length];
            ReadOnlySpan<byte> name = field[..(field.IndexOf((byte)0) + 1)];
            if (!name.SequenceEqual(".\0"u8) && !name.SequenceEqual("..\0"u8))
            {
                names.Add(new DirectoryName(name.ToArray(), Encoding.UTF8.GetString(name[..^1]), (EntryType)records[18]));
            }

            records = records[length..];
        }
    }

    private static int StatHandle(SafeFileHandle handle, byte* path, int flags, Statx* result)
    {
        bool added = false;
        try
        {
            handle.DangerousAddRef(ref added);
            int status = LibC.Statx((int)handle.DangerousGetHandle(), path, flags, LibC.StatxBasic, result);
            return status == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        finally
        {
            if (added)
            {
                handle.DangerousRelease();
            }
        }
    }

    private static int Open(int directory, string path, ulong flags, uint mode, ulong resolve, out SafeFileHandle file)
    {
        Span<byte> buffer = stackalloc byte[NativePath.BufferSize];

        // A pipe that nobody writes must not stall the broker. The kernel refuses the flag beside O_PATH, which opens nothing.
        ulong waiting = (flags & OpenFlags.Path) == 0 ? OpenFlags.NonBlock : 0;
        var how = new OpenHow { Flags = flags | OpenFlags.CloseOnExec | waiting, Mode = mode, Resolve = resolve };
        fixed (byte* pointer = NativePath.Write(path, buffer))
        {
            // EAGAIN: the kernel saw a rename race while it resolved beneath the root and asks to be called again.
            for (int attempt = 0; attempt < 16; attempt++)
            {
                long descriptor = LibC.Openat2Call(LibC.Openat2, directory, pointer, &how, (nuint)sizeof(OpenHow));
                if (descriptor >= 0)
                {
                    file = new SafeFileHandle((nint)descriptor, ownsHandle: true);
                    return 0;
                }

                int error = Marshal.GetLastPInvokeError();
                if (error is not (Errno.TryAgain or Errno.Interrupted))
                {
                    file = new SafeFileHandle(-1, ownsHandle: false);
                    return error;
                }
            }

            file = new SafeFileHandle(-1, ownsHandle: false);
            return Errno.TryAgain;
        }
    }
}
