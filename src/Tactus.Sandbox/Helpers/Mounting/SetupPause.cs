using System.Text;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Helpers.Mounting;

/// <summary>Holds bubblewrap back when it has made its mounts, and before the program begins.</summary>
/// <remarks>
/// bubblewrap works through its command line in order, and copies the content of a file from a descriptor when it comes to it. The last file comes through
/// a pipe and is longer than what fits into the pipe: when all of it is written, bubblewrap reads, and every mount stands; until the pipe is closed, it waits for more.
/// </remarks>
internal sealed class SetupPause : IDisposable
{
    private const int SmallPipe = 4096;

    private static readonly TimeSpan s_setupTime = TimeSpan.FromSeconds(10);

    private readonly OwnedDescriptor _writer;

    /// <summary>Makes the pipe.</summary>
    internal SetupPause()
    {
        (Reader, _writer) = OwnedDescriptor.Pipe();
    }

    /// <summary>The end that bubblewrap reads from. Closed here once bubblewrap has it.</summary>
    internal OwnedDescriptor Reader { get; }

    /// <summary>Writes the file, waits until every mount stands, does what is to be done then, and lets bubblewrap go on.</summary>
    /// <param name="text">The file; one that takes comments after <c>#</c>.</param>
    /// <param name="whileHeld">What is to be done.</param>
    /// <exception cref="TimeoutException">bubblewrap makes no progress.</exception>
    internal async Task PassAsync(string text, Action whileHeld)
    {
        byte[] file = [.. Encoding.UTF8.GetBytes(text + "#"), .. Enumerable.Repeat((byte)' ', _writer.ResizePipe(SmallPipe)), (byte)'\n'];

        // So that a write to a bubblewrap that has ended fails.
        Reader.Dispose();
        try
        {
            await Task.Run(() => _writer.WriteAll(file)).WaitAsync(s_setupTime);
        }
        catch (IOException)
        {
            // It could not make the sandbox and has ended; its exit says why.
            return;
        }

        whileHeld();
        _writer.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader.Dispose();
        _writer.Dispose();
    }
}
