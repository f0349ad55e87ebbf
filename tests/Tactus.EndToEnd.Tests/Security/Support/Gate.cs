using System.Runtime.InteropServices;
using System.Text;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>A named pipe at which a program waits until the test lets it through.</summary>
internal sealed partial class Gate : IDisposable
{
    private readonly FileStream _pipe;

    /// <summary>Makes the pipe.</summary>
    public Gate(string path)
    {
        if (MakePipe(path, 0b110_110_110) != 0)
        {
            throw new IOException($"mkfifo {path}: errno {Marshal.GetLastPInvokeError()}");
        }

        // Held open for both directions: opening never waits for the other side, and no reader sees an early end.
        _pipe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>Lets one reader of one line through.</summary>
    public void Open() => _pipe.Write(Encoding.ASCII.GetBytes("go\n"));

    public void Dispose() => _pipe.Dispose();

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
