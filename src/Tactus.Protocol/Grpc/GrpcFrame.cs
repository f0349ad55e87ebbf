using System.Buffers.Binary;

namespace Tactus.Protocol.Grpc;

/// <summary>The five bytes before every message: a flag that says whether it is compressed, and its length.</summary>
internal static class GrpcFrame
{
    /// <summary>Bytes of the prefix.</summary>
    public const int PrefixLength = 5;

    /// <summary>Writes the prefix of a message that is not compressed.</summary>
    public static void WritePrefix(Span<byte> destination, int length)
    {
        destination[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)length);
    }

    /// <summary>Reads a prefix and holds its length against the limit, before anything is allocated for it.</summary>
    /// <exception cref="GrpcException">
    /// The message is compressed (UNIMPLEMENTED), the flag is neither 0 nor 1 (INTERNAL), or the message is too long (RESOURCE_EXHAUSTED).
    /// </exception>
    public static int ReadPrefix(ReadOnlySpan<byte> prefix, int maxLength)
    {
        if (prefix[0] != 0)
        {
            throw prefix[0] == 1
                ? new GrpcException(GrpcStatusCode.Unimplemented, "a message is compressed; only grpc-encoding identity is spoken here")
                : new GrpcException(GrpcStatusCode.Internal, $"a message begins with the flag {prefix[0]}");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= (uint)maxLength
            ? (int)length
            : throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"a message is {length} bytes long; the limit is {maxLength}");
    }
}
