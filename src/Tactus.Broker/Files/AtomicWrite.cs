using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tactus.Broker.Files.Native;

namespace Tactus.Broker.Files;

/// <summary>Replaces a file in one step: a temporary file in the same directory, on disk, then renamed over it.</summary>
internal static unsafe class AtomicWrite
{
    /// <summary>Replaces or makes a file. Returns the error number, 0 for success; after an error nothing has changed.</summary>
    /// <param name="parent">The directory.</param>
    /// <param name="name">The file's name in it.</param>
    /// <param name="temporary">Name to write under first.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="replaced">The file that stands there, whose owner and mode are kept; null for none.</param>
    public static int Replace(DirectoryHandle parent, string name, string temporary, ReadOnlySpan<byte> content, Statx? replaced)
    {
        int error = Create(parent, temporary, out SafeFileHandle file);
        using (file)
        {
            if (error == 0)
            {
                error = Fill(file, content, replaced);
            }
        }

        if (error == 0)
        {
            error = parent.Rename(temporary, name);
        }

        if (error == 0)
        {
            return parent.Sync();
        }

        _ = parent.Remove(temporary, directory: false);
        return error;
    }

    private static int Create(DirectoryHandle parent, string name, out SafeFileHandle file)
    {
        const ulong Flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive;
        int error = parent.Open(name, Flags, 0x1B6, out file);
        if (error != Errno.Exists)
        {
            return error;
        }

        file.Dispose();
        _ = parent.Remove(name, directory: false);
        return parent.Open(name, Flags, 0x1B6, out file);
    }

    private static int Fill(SafeFileHandle file, ReadOnlySpan<byte> content, Statx? replaced)
    {
        int error = WriteAll(file, content);
        if (error == 0 && replaced is { } before)
        {
            // The owner first: a change of owner clears mode bits. Only root may give files away; for anyone else the
            // owner is the same already, or stays the one who writes.
            _ = LibC.ChangeOwner(file, before.Uid, before.Gid);
            error = LibC.ChangeMode(file, before.Permissions) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }

        if (error == 0)
        {
            error = LibC.Sync(file) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }

        return error;
    }

    /// <summary>Writes every byte at the end of what was written before.</summary>
    public static int WriteAll(SafeFileHandle file, ReadOnlySpan<byte> content)
    {
        fixed (byte* pointer = content)
        {
            int written = 0;
            while (written < content.Length)
            {
                nint count = LibC.Write(file, pointer + written, (nuint)(content.Length - written));
                if (count < 0)
                {
                    int error = Marshal.GetLastPInvokeError();
                    if (error != Errno.Interrupted)
                    {
                        return error;
                    }

                    continue;
                }

                written += (int)count;
            }
        }

        return 0;
    }
}
