using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tactus.Sandbox.Native;

/// <summary>A file descriptor that this process owns and closes; always close-on-exec.</summary>
internal sealed class OwnedDescriptor : SafeHandleMinusOneIsInvalid
{
    private OwnedDescriptor(int descriptor)
        : base(ownsHandle: true)
    {
        SetHandle(descriptor);
    }

    /// <summary>The number. Valid while the handle is open.</summary>
    internal int Number => (int)handle;

    /// <summary>Makes a pipe: first the end to read from, then the end to write to.</summary>
    internal static unsafe (OwnedDescriptor Reader, OwnedDescriptor Writer) Pipe()
    {
        int* ends = stackalloc int[2];
        Check(Libc.Pipe(ends, LinuxConstants.CloseOnExec), "pipe2");
        return (new OwnedDescriptor(ends[0]), new OwnedDescriptor(ends[1]));
    }

    /// <summary>A file in memory that holds the bytes, positioned at its start.</summary>
    internal static unsafe OwnedDescriptor Memory(string name, ReadOnlySpan<byte> content)
    {
        var file = new OwnedDescriptor(Check(Libc.MemoryFile(name, LinuxConstants.MemoryFileCloseOnExec), "memfd_create"));
        file.WriteAll(content);
        Libc.Seek(file.Number, 0, 0);
        return file;
    }

    /// <summary>Opens a path.</summary>
    internal static OwnedDescriptor Open(string path, int flags)
        => new(Check(Libc.Open(path, flags | LinuxConstants.CloseOnExec, 0), "open " + path));

    /// <summary>A handle on a place in the file system, without opening what lies there; null when there is nothing.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="followsLinks">False to find nothing where a symbolic link is any part of the path.</param>
    internal static unsafe OwnedDescriptor? TryOpenPath(string path, bool followsLinks)
    {
        ulong* how = stackalloc ulong[3];
        how[0] = LinuxConstants.PathOnly | LinuxConstants.CloseOnExec;
        how[1] = 0;
        how[2] = followsLinks ? 0 : LinuxConstants.ResolveNoSymbolicLinks;
        fixed (byte* name = System.Text.Encoding.UTF8.GetBytes(path + '\0'))
        {
            nint found = Libc.SystemCall(LinuxConstants.OpenWithLimits, LinuxConstants.CurrentDirectory, (nint)name, (nint)how, 3 * sizeof(ulong));
            return found < 0 ? null : new OwnedDescriptor((int)found);
        }
    }

    /// <summary>A handle on a process that no other process can take the place of.</summary>
    internal static OwnedDescriptor Process(int process)
        => new(Check((int)Libc.SystemCall(LinuxConstants.PidfdOpen, process, 0, 0, 0), "pidfd_open"));

    /// <summary>A second descriptor of the same file, numbered at least <paramref name="lowest"/>.</summary>
    internal OwnedDescriptor Duplicate(int lowest)
        => new(Check(Libc.Control(Number, LinuxConstants.DuplicateCloseOnExec, lowest), "fcntl"));

    /// <summary>Makes a pipe as small as the kernel can, but for this; returns how many bytes fit into it.</summary>
    internal int ResizePipe(int bytes) => Check(Libc.Control(Number, LinuxConstants.SetPipeSize, bytes), "fcntl");

    internal void SetNonBlocking()
    {
        int flags = Libc.Control(Number, LinuxConstants.GetStatusFlags, 0);
        Check(Libc.Control(Number, LinuxConstants.SetStatusFlags, flags | LinuxConstants.NonBlocking), "fcntl");
    }

    /// <summary>Writes everything to a blocking descriptor.</summary>
    internal unsafe void WriteAll(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            fixed (byte* start = content)
            {
                nint written = Libc.Write(Number, start, (nuint)content.Length);
                if (written < 0 && Marshal.GetLastPInvokeError() == LinuxConstants.Interrupted)
                {
                    continue;
                }

                Check((int)written, "write");
                content = content[(int)written..];
            }
        }
    }

    /// <summary>Sends a signal to the process behind a process handle. False when it has ended.</summary>
    internal bool Signal(int signal) => Libc.SystemCall(LinuxConstants.PidfdSendSignal, Number, signal, 0, 0) == 0;

    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;

    private static int Check(int result, string call)
    {
        if (result >= 0)
        {
            return result;
        }

        int error = Marshal.GetLastPInvokeError();
        throw new IOException($"{call}: {new Win32Exception(error).Message}", error);
    }
}
