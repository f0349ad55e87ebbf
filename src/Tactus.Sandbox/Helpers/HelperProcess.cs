using Tactus.Sandbox.Native;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Helpers;

/// <summary>A helper that goes on until it is disposed.</summary>
/// <param name="process">The process whose streams they are.</param>
/// <param name="input">Its standard input; null when it ended before it had one.</param>
/// <param name="errors">The end of its standard error.</param>
/// <param name="kill">Kills it and everything that it started.</param>
/// <param name="remove">Removes what was made for it, once it has ended.</param>
internal sealed class HelperProcess(RunningProcess process, OwnedDescriptor? input, TailSink errors, Action kill, Func<ValueTask> remove) : IHelperProcess
{
    /// <summary>Bytes of standard error that are kept.</summary>
    internal const int ErrorTailSize = 8 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // One message after the other; and the descriptor is not closed while a write holds its number.
    private readonly SemaphoreSlim _writing = new(1);
    private int _disposed;

    /// <inheritdoc/>
    public Task<int> Exited { get; } = WaitAsync(process);

    /// <inheritdoc/>
    public byte[] ErrorTail => errors.Content;

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (input is null || input.IsClosed || Exited.IsCompleted)
            {
                throw new IOException("The program has ended.");
            }

            // A full pipe holds a thread until the program reads or is killed; whoever gives up waiting kills it.
            await Task.Run(() => input.WriteAll(bytes.Span), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Kill() => kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        kill();
        await Exited;

        // What left its process group on the bare host may hold the other end, and a write with it; that thread is left behind.
        if (await _writing.WaitAsync(s_patience))
        {
            input?.Dispose();
            _writing.Release();
        }

        await remove();
    }

    private static async Task<int> WaitAsync(RunningProcess process) => (await process.Exited).Code;
}
