using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tactus.Sandbox.Native;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Drivers.Bubblewrap;

/// <summary>A program inside a sandbox of bubblewrap, whose first process is limited before it begins.</summary>
/// <remarks>
/// bubblewrap says which process is the first one inside (<c>--info-fd</c>) and holds it back (<c>--block-fd</c>) while the host puts
/// limits on it. Limits set on bubblewrap itself would count the user's other processes, and would bind bubblewrap too.
/// </remarks>
internal sealed class BubblewrapProcess : IDisposable
{
    /// <summary>Where bubblewrap finds the seccomp program.</summary>
    internal const int SeccompDescriptor = 3;

    /// <summary>Where bubblewrap says which process it made.</summary>
    internal const int InformationDescriptor = 4;

    /// <summary>Where bubblewrap waits until it may go on.</summary>
    internal const int BlockDescriptor = 5;

    /// <summary>The first descriptor that a caller may add.</summary>
    internal const int FirstFreeDescriptor = 6;

    private static readonly TimeSpan s_setupTime = TimeSpan.FromSeconds(10);

    private readonly OwnedDescriptor _first;

    private BubblewrapProcess(RunningProcess outer, OwnedDescriptor first)
    {
        Outer = outer;
        _first = first;
    }

    /// <summary>bubblewrap itself; it ends once everything inside has ended, with the program's exit code.</summary>
    internal RunningProcess Outer { get; }

    /// <summary>Starts it.</summary>
    /// <param name="start">The command line, which names the descriptors above, and any further descriptors.</param>
    /// <param name="seccompProgram">The assembled policy.</param>
    /// <param name="restrict">Puts limits on the first process inside, given its id, before it begins.</param>
    /// <exception cref="IOException">bubblewrap ended before it had made the sandbox.</exception>
    internal static async Task<BubblewrapProcess> StartAsync(ProcessStart start, ReadOnlyMemory<byte> seccompProgram, Func<int, Task> restrict)
    {
        (OwnedDescriptor informationReader, OwnedDescriptor informationWriter) = OwnedDescriptor.Pipe();
        (OwnedDescriptor blockReader, OwnedDescriptor blockWriter) = OwnedDescriptor.Pipe();
        using (informationReader)
        using (blockWriter)
        {
            RunningProcess outer;
            using (informationWriter)
            using (blockReader)
            using (OwnedDescriptor seccomp = OwnedDescriptor.Memory("seccomp", seccompProgram.Span))
            {
                outer = await RunningProcess.StartAsync(
                    start with { ExtraDescriptors = [seccomp, informationWriter, blockReader, .. start.ExtraDescriptors] });
            }

            try
            {
                int first = await InTimeAsync(ReadFirstProcessAsync(informationReader, outer, start.Error), outer);
                OwnedDescriptor handle = OwnedDescriptor.Process(first);
                await restrict(first);
                blockWriter.WriteAll([1]);
                return new BubblewrapProcess(outer, handle);
            }
            catch
            {
                outer.Kill();
                throw;
            }
        }
    }

    /// <summary>Kills everything inside. Harmless when it has ended.</summary>
    internal void Kill()
    {
        // The first process takes its whole process namespace with it, and bubblewrap ends once it has reaped it: so when
        // the outer one has ended, nothing is left. A first process that is gone already leaves only the outer one to end.
        if (_first.IsClosed || !_first.Signal(LinuxConstants.SignalKill))
        {
            Outer.Kill();
        }
    }

    public void Dispose()
    {
        Kill();
        _first.Dispose();
    }

    private static async Task<int> InTimeAsync(Task<int> reading, RunningProcess outer)
    {
        try
        {
            return await reading.WaitAsync(s_setupTime);
        }
        catch (TimeoutException)
        {
            // The read ends with the process that it reads from, and must have ended before its descriptor is closed.
            outer.Kill();
            return await reading;
        }
    }

    private static async Task<int> ReadFirstProcessAsync(OwnedDescriptor reader, RunningProcess outer, IOutputSink? errors)
    {
        using var stream = new FileStream(new SafeFileHandle(reader.Number, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        byte[] buffer = new byte[1024];
        int length = 0;
        while (length < buffer.Length)
        {
            int count = await stream.ReadAsync(buffer.AsMemory(length));
            length += count;

            // Read to the end of the document: bubblewrap writes it in pieces, and a pipe closed too early ends it by SIGPIPE.
            if (FirstProcess(buffer.AsSpan(0, length)) is { } process)
            {
                return process;
            }

            if (count == 0)
            {
                break;
            }
        }

        outer.Kill();
        await outer.Exited;
        throw new IOException(errors is null ? "bubblewrap ended early" : Encoding.UTF8.GetString(errors.Content).Trim());
    }

    // By hand: a regular expression that is linear is built anew in every process, which costs more than bubblewrap itself.
    private static int? FirstProcess(ReadOnlySpan<byte> information)
    {
        ReadOnlySpan<byte> name = "\"child-pid\":"u8;
        int at = information.IndexOf(name);
        ReadOnlySpan<byte> rest = at < 0 ? [] : information[(at + name.Length)..].TrimStart(" \t\r\n"u8);
        int digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits > 0 && rest[digits..].Contains((byte)'}') ? int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }
}
