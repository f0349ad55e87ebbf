using System.Runtime.InteropServices;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Processes;

/// <summary>A child of this process. Thread-safe. One thread of its own starts it, carries its streams and reaps it.</summary>
/// <remarks>
/// The thread lives as long as the child, because a parent-death signal (bubblewrap's <c>--die-with-parent</c>) is tied to the
/// thread that started it: a pool thread that retires would kill the child.
/// </remarks>
internal sealed class RunningProcess : IDisposable
{
    private const int BufferSize = 64 * 1024;

    // Somebody else in this process reaped the child.
    private const int UnknownCode = 255;

    private readonly ProcessStart _start;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _inputLock = new();

    // Guards the process handle: a kill must not reach a descriptor number that was closed and given to another file.
    private readonly Lock _handleLock = new();
    private OwnedDescriptor? _handle;
    private OwnedDescriptor? _input;
    private OwnedDescriptor? _output;
    private OwnedDescriptor? _error;
    private int _inputWritten;
    private bool _refused;

    private RunningProcess(ProcessStart start)
    {
        _start = start;
    }

    /// <summary>The process id.</summary>
    public int Id { get; private set; }

    /// <summary>Ends when the child has ended and what it wrote has been taken.</summary>
    public Task<ProcessExit> Exited => _exited.Task;

    /// <summary>Starts a program.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static async Task<RunningProcess> StartAsync(ProcessStart start)
    {
        var process = new RunningProcess(start);
        var thread = new Thread(process.Run, 256 * 1024) { IsBackground = true, Name = "child " + start.Program };
        thread.Start();
        await process._started.Task;
        return process;
    }

    /// <summary>Writes a few bytes (less than a pipe holds) to a standard input that was kept open, and closes it.</summary>
    /// <exception cref="IOException">The child no longer reads.</exception>
    public void WriteInput(ReadOnlySpan<byte> bytes)
    {
        lock (_inputLock)
        {
            OwnedDescriptor input = _input ?? throw new IOException("The standard input is closed.");
            _input = null;
            using (input)
            {
                input.WriteAll(bytes);
            }
        }
    }

    /// <summary>Hands over a standard input that was kept open; the caller owns it from now on. Null when the child has ended already.</summary>
    public OwnedDescriptor? DetachInput()
    {
        lock (_inputLock)
        {
            OwnedDescriptor? input = _input;
            _input = null;
            return input;
        }
    }

    /// <summary>Kills the child and its process group. Harmless when it has ended.</summary>
    public void Kill()
    {
        lock (_handleLock)
        {
            if (_handle is { IsClosed: false } handle && handle.Signal(LinuxConstants.SignalKill))
            {
                KillGroup();
            }
        }
    }

    /// <summary>Kills the child if it still runs.</summary>
    public void Dispose() => Kill();

    private void Run()
    {
        try
        {
            Spawn();
        }
        catch (Exception error)
        {
            CloseStreams();
            _started.SetException(error);
            return;
        }

        _started.SetResult();
        try
        {
            Carry();
            _exited.SetResult(new ProcessExit(Reap(), _refused));
        }
        catch (Exception error)
        {
            _exited.TrySetException(error);
        }
        finally
        {
            CloseStreams();
        }
    }

    private void Spawn()
    {
        using OwnedDescriptor nothing = OwnedDescriptor.Open("/dev/null", LinuxConstants.WriteOnly);
        (OwnedDescriptor childInput, _input) = OwnedDescriptor.Pipe();
        using (childInput)
        using (OwnedDescriptor childOutput = Stream(_start.Output, nothing, ref _output))
        using (OwnedDescriptor childError = Stream(_start.Error, nothing, ref _error))
        {
            Id = SpawnCall.Run(_start, [childInput, childOutput, childError, .. _start.ExtraDescriptors]);
        }

        _handle = OwnedDescriptor.Process(Id);
        if (_start.Input is { } input)
        {
            _input.SetNonBlocking();
            if (input.IsEmpty)
            {
                CloseInput();
            }
        }
    }

    private static OwnedDescriptor Stream(IOutputSink? sink, OwnedDescriptor nothing, ref OwnedDescriptor? reader)
    {
        if (sink is null)
        {
            return nothing.Duplicate(0);
        }

        (reader, OwnedDescriptor writer) = OwnedDescriptor.Pipe();
        reader.SetNonBlocking();
        return writer;
    }

    private unsafe void Carry()
    {
        byte[] buffer = new byte[BufferSize];
        PollEntry* entries = stackalloc PollEntry[4];
        bool ended = false;
        while (!ended)
        {
            OwnedDescriptor? feed = _start.Input is null ? null : _input;
            entries[0] = new PollEntry { Descriptor = _handle!.Number, Wanted = PollEntry.In };
            entries[1] = new PollEntry { Descriptor = _output?.Number ?? -1, Wanted = PollEntry.In };
            entries[2] = new PollEntry { Descriptor = _error?.Number ?? -1, Wanted = PollEntry.In };
            entries[3] = new PollEntry { Descriptor = feed?.Number ?? -1, Wanted = PollEntry.Out };
            if (Libc.Poll(entries, 4, -1) < 0)
            {
                continue;
            }

            ended = entries[0].Seen != 0;
            if (entries[3].Seen != 0)
            {
                Feed();
            }

            if (entries[1].Seen != 0)
            {
                Drain(ref _output, _start.Output, buffer, ended);
            }

            if (entries[2].Seen != 0)
            {
                Drain(ref _error, _start.Error, buffer, ended);
            }
        }

        // The child is not reaped yet, so its group's id cannot belong to anyone else.
        KillGroup();

        // What was written before the end is taken; a descendant that still holds the pipe open is not waited for.
        Drain(ref _output, _start.Output, buffer, toTheEnd: true);
        Drain(ref _error, _start.Error, buffer, toTheEnd: true);
    }

    private unsafe void Drain(ref OwnedDescriptor? reader, IOutputSink? sink, byte[] buffer, bool toTheEnd)
    {
        // Bounded even towards the end: an orphan that writes for ever must not hold this thread.
        int rounds = toTheEnd ? 64 : 1;
        while (reader is not null && rounds-- > 0)
        {
            nint count;
            fixed (byte* start = buffer)
            {
                count = Libc.Read(reader.Number, start, BufferSize);
            }

            if (count < 0 && Marshal.GetLastPInvokeError() is LinuxConstants.TryAgain or LinuxConstants.Interrupted)
            {
                return;
            }

            if (count > 0 && sink!.Take(buffer.AsSpan(0, (int)count)))
            {
                continue;
            }

            if (count > 0)
            {
                _refused = true;
                Kill();
            }

            reader.Dispose();
            reader = null;
        }
    }

    private unsafe void Feed()
    {
        ReadOnlySpan<byte> rest = _start.Input!.Value.Span[_inputWritten..];
        nint written;
        fixed (byte* start = rest)
        {
            written = Libc.Write(_input!.Number, start, (nuint)rest.Length);
        }

        if (written < 0 && Marshal.GetLastPInvokeError() is LinuxConstants.TryAgain or LinuxConstants.Interrupted)
        {
            return;
        }

        _inputWritten += (int)Math.Max(0, written);
        if (written < 0 || _inputWritten == _start.Input.Value.Length)
        {
            CloseInput();
        }
    }

    private unsafe int Reap()
    {
        // siginfo_t: si_code at offset 8 and si_status at 24, on both 64-bit architectures.
        byte* information = stackalloc byte[128];
        int result;
        do
        {
            result = Libc.WaitId(LinuxConstants.WaitByProcess, (uint)Id, information, LinuxConstants.WaitExited, null);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == LinuxConstants.Interrupted);

        if (result < 0)
        {
            return UnknownCode;
        }

        const int exitedByItself = 1;
        int code = *(int*)(information + 8);
        int status = *(int*)(information + 24);
        return code == exitedByItself ? status : 128 + status;
    }

    private void KillGroup() => _ = Libc.Kill(-Id, LinuxConstants.SignalKill);

    private void CloseInput()
    {
        lock (_inputLock)
        {
            _input?.Dispose();
            _input = null;
        }
    }

    private void CloseStreams()
    {
        CloseInput();
        _output?.Dispose();
        _error?.Dispose();
        lock (_handleLock)
        {
            _handle?.Dispose();
        }
    }
}
