using System.Buffers;
using Google.Protobuf;

namespace Tactus.Protocol.Grpc.Client;

/// <summary>Reads the messages of one response body, one after another.</summary>
internal sealed class GrpcMessageReader(Stream body, int maxLength) : IDisposable
{
    private const int FirstReadBytes = 4096;

    /// <summary>Longer messages get a buffer of their own, left to the collector: the pool would keep it for good.</summary>
    private const int LargestPooledBytes = 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstReadBytes);
    private bool _pooled = true;
    private int _start;
    private int _end;

    /// <summary>Reads the next message; null at the end of the body.</summary>
    /// <exception cref="GrpcException">The prefix is refused, the body ends inside a message, or the message does not parse.</exception>
    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellation)
        where T : class, IMessage<T>
    {
        if (!await FillAsync(GrpcFrame.PrefixLength, cancellation))
        {
            return _end == _start ? null : throw Truncated();
        }

        int length = GrpcFrame.ReadPrefix(_buffer.AsSpan(_start, GrpcFrame.PrefixLength), maxLength);
        _start += GrpcFrame.PrefixLength;
        if (!await FillAsync(length, cancellation))
        {
            throw Truncated();
        }

        ReadOnlySpan<byte> message = _buffer.AsSpan(_start, length);
        _start += length;
        try
        {
            return parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "the response is not the message that it should be", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ReplaceBuffer([], pooled: false);

    private static GrpcException Truncated() => new(GrpcStatusCode.Internal, "the response ends in the middle of a message");

    private async ValueTask<bool> FillAsync(int wanted, CancellationToken cancellation)
    {
        MakeRoom(wanted);
        while (_end - _start < wanted)
        {
            int read = await body.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    private void MakeRoom(int wanted)
    {
        int kept = _end - _start;
        if (wanted <= _buffer.Length - _start)
        {
            return;
        }

        byte[] old = _buffer;
        int needed = wanted + GrpcFrame.PrefixLength;
        bool pooled = needed <= LargestPooledBytes;
        byte[] target = needed <= old.Length ? old : pooled ? ArrayPool<byte>.Shared.Rent(needed) : new byte[needed];
        old.AsSpan(_start, kept).CopyTo(target);
        _start = 0;
        _end = kept;
        if (!ReferenceEquals(old, target))
        {
            ReplaceBuffer(target, pooled);
        }
    }

    private void ReplaceBuffer(byte[] buffer, bool pooled)
    {
        byte[] old = _buffer;
        bool wasPooled = _pooled;
        _buffer = buffer;
        _pooled = pooled;
        if (wasPooled)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }
}
