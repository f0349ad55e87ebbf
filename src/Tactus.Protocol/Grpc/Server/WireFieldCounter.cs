using System.Buffers;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>Counts the fields on the top level of an encoded message before it is parsed into objects.</summary>
internal static class WireFieldCounter
{
    private const int ShortestField = 2;

    /// <exception cref="GrpcException">There are too many (RESOURCE_EXHAUSTED), or the bytes are no fields (INTERNAL).</exception>
    public static void Check(ReadOnlySequence<byte> bytes, int maxFields)
    {
        if (bytes.Length <= (long)maxFields * ShortestField)
        {
            return;
        }

        var reader = new SequenceReader<byte>(bytes);
        for (int count = 0; !reader.End; count++)
        {
            if (count == maxFields)
            {
                throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"the request has more than {maxFields} fields");
            }

            Skip(ref reader);
        }
    }

    private static void Skip(ref SequenceReader<byte> reader)
    {
        ulong skip = (ReadVarint(ref reader) & 7) switch
        {
            0 => ReadVarint(ref reader) & 0,
            1 => 8,
            2 => ReadVarint(ref reader),
            5 => 4,
            _ => throw Malformed(),
        };
        if (skip > (ulong)reader.Remaining)
        {
            throw Malformed();
        }

        reader.Advance((long)skip);
    }

    private static ulong ReadVarint(ref SequenceReader<byte> reader)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (!reader.TryRead(out byte one))
            {
                throw Malformed();
            }

            value |= (ulong)(one & 0x7f) << (shift & 63);
            if (one < 0x80)
            {
                return value;
            }
        }

        throw Malformed();
    }

    private static GrpcException Malformed() => new(GrpcStatusCode.Internal, "the request is not the message that it should be");
}
