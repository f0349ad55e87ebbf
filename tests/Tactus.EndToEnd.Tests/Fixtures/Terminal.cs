using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>The master's end of a pseudo-terminal: what a person's screen and keyboard are connected to.</summary>
internal sealed partial class Terminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControlling = 0x100;
    private const int CloseOnExec = 0x80000;
    private const nuint SetWindowSize = 0x5414;

    private readonly SafeFileHandle _master;
    private readonly FileStream _stream;

    /// <summary>Opens one of 100 columns and 40 lines.</summary>
    public Terminal()
    {
        _master = new SafeFileHandle(Check(OpenMaster(ReadWrite | NoControlling | CloseOnExec)), ownsHandle: true);
        int descriptor = (int)_master.DangerousGetHandle();
        Check(Grant(descriptor));
        Check(Unlock(descriptor));
        Span<byte> name = stackalloc byte[64];
        Check(-Name(descriptor, ref MemoryMarshal.GetReference(name), (nuint)name.Length));
        Path = System.Text.Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]);
        ulong size = 40 | (100UL << 16);
        Check(Control(descriptor, SetWindowSize, ref size));
        _stream = new FileStream(_master, FileAccess.ReadWrite, bufferSize: 0, isAsync: false);
    }

    /// <summary>The device that a program opens.</summary>
    public string Path { get; }

    /// <summary>What came to the screen next; 0 bytes once the last program has closed it.</summary>
    public int Read(Span<byte> buffer)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (IOException)
        {
            // A master whose other end was closed answers EIO.
            return 0;
        }
    }

    /// <summary>Presses keys.</summary>
    public void Write(ReadOnlySpan<byte> keys) => _stream.Write(keys);

    public void Dispose()
    {
        _stream.Dispose();
        _master.Dispose();
    }

    private static int Check(int result) =>
        result >= 0 ? result : throw new InvalidOperationException($"a pseudo-terminal cannot be had: error {Marshal.GetLastPInvokeError()}");

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int Name(int descriptor, ref byte name, nuint length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, ref ulong size);
}
