using System.Buffers.Binary;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>Reads the frames in which an engine sends the output of an attached container.</summary>
/// <param name="stream">The attached stream.</param>
internal sealed class AttachedOutput(Stream stream)
{
    private const int HeaderSize = 8;
    private const byte ErrorStream = 2;

    /// <summary>Copies standard error to a sink until the stream ends, however it ends.</summary>
    internal async Task CopyErrorsAsync(IOutputSink sink, CancellationToken cancellationToken)
    {
        byte[] header = new byte[HeaderSize];
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellationToken) == HeaderSize)
            {
                uint rest = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
                while (rest > 0)
                {
                    int count = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(rest, (uint)buffer.Length)), cancellationToken);
                    if (count == 0)
                    {
                        return;
                    }

                    rest -= (uint)count;
                    if (header[0] == ErrorStream)
                    {
                        sink.Take(buffer.AsSpan(0, count));
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The engine died or the guest was given up; what was read until then is what there is.
            return;
        }
    }
}
