using System.Buffers;
using System.Net;
using Google.Protobuf;

namespace Tactus.Protocol.Grpc.Client;

/// <summary>One request message with its prefix, written to the stream in one piece.</summary>
internal sealed class GrpcRequestContent : HttpContent
{
    private readonly IMessage _message;

    public GrpcRequestContent(IMessage message)
    {
        _message = message;
        Headers.TryAddWithoutValidation(GrpcHeaders.ContentType, GrpcHeaders.GrpcContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        int length = _message.CalculateSize();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(GrpcFrame.PrefixLength + length);
        try
        {
            GrpcFrame.WritePrefix(buffer, length);
            _message.WriteTo(buffer.AsSpan(GrpcFrame.PrefixLength, length));
            await stream.WriteAsync(buffer.AsMemory(0, GrpcFrame.PrefixLength + length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
