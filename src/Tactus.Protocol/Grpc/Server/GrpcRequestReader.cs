using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>Reads the one message of a request body, and makes sure that it is the only one.</summary>
internal static class GrpcRequestReader
{
    /// <exception cref="GrpcException">The body is anything else than one good message.</exception>
    /// <exception cref="OperationCanceledException">The time for it is over.</exception>
    public static async ValueTask<T> ReadAsync<T>(
        PipeReader body, MessageParser<T> parser, int maxLength, ByteBudget budget, CancellationToken cancellation)
        where T : class, IMessage<T>
    {
        ReadResult result = await body.ReadAtLeastAsync(GrpcFrame.PrefixLength, cancellation);
        if (result.Buffer.Length < GrpcFrame.PrefixLength)
        {
            throw result.Buffer.IsEmpty
                ? new GrpcException(GrpcStatusCode.Unimplemented, "the request holds no message where one is due")
                : Truncated();
        }

        int length = ReadPrefix(result.Buffer, maxLength);
        budget.Take(length);
        try
        {
            return await ReadMessageAsync(body, result, parser, length, cancellation);
        }
        finally
        {
            budget.Return(length);
        }
    }

    private static int ReadPrefix(ReadOnlySequence<byte> buffer, int maxLength)
    {
        Span<byte> prefix = stackalloc byte[GrpcFrame.PrefixLength];
        buffer.Slice(0, GrpcFrame.PrefixLength).CopyTo(prefix);
        return GrpcFrame.ReadPrefix(prefix, maxLength);
    }

    private static async ValueTask<T> ReadMessageAsync<T>(
        PipeReader body, ReadResult result, MessageParser<T> parser, int length, CancellationToken cancellation)
        where T : class, IMessage<T>
    {
        int end = GrpcFrame.PrefixLength + length;
        if (result.Buffer.Length < end && !result.IsCompleted)
        {
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await body.ReadAtLeastAsync(end, cancellation);
        }

        if (result.Buffer.Length < end)
        {
            throw Truncated();
        }

        T message = Parse(result.Buffer.Slice(GrpcFrame.PrefixLength, length), parser);
        bool more = result.Buffer.Length > end;
        body.AdvanceTo(result.Buffer.GetPosition(end));
        if (!more && !result.IsCompleted)
        {
            result = await body.ReadAsync(cancellation);
            more = !result.Buffer.IsEmpty;
        }

        return more
            ? throw new GrpcException(GrpcStatusCode.Unimplemented, "the request holds several messages where one is due")
            : message;
    }

    private static T Parse<T>(ReadOnlySequence<byte> bytes, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        WireFieldCounter.Check(bytes, GrpcLimits.MaxTopLevelFields);
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "the request is not the message that it should be", error);
        }
    }

    private static GrpcException Truncated() => new(GrpcStatusCode.Internal, "the request ends in the middle of a message");
}
