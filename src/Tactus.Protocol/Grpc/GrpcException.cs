namespace Tactus.Protocol.Grpc;

/// <summary>A call that failed: a handler throws it to answer with a status, a client gets it for a status that is not OK.</summary>
public sealed class GrpcException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="status">Any code but <see cref="GrpcStatusCode.Ok"/>.</param>
    /// <param name="detail">One sentence, which reaches the other end: nothing secret.</param>
    /// <param name="inner">What caused it on this side, or null; it never crosses the wire.</param>
    /// <exception cref="ArgumentException">The status is OK.</exception>
    public GrpcException(GrpcStatusCode status, string detail, Exception? inner = null)
        : base($"{status}: {detail}", inner)
    {
        if (status == GrpcStatusCode.Ok)
        {
            throw new ArgumentException("a call that succeeded has no exception", nameof(status));
        }

        Status = status;
        Detail = detail;
    }

    /// <summary>The status code.</summary>
    public GrpcStatusCode Status { get; }

    /// <summary>The sentence of <c>grpc-message</c>; may be empty.</summary>
    public string Detail { get; }

    /// <summary>The bytes of <c>grpc-status-details-bin</c>; empty when there are none.</summary>
    public ReadOnlyMemory<byte> StatusDetails { get; init; }

    /// <summary>Trailers of the answer that are not gRPC's own. Empty on a server.</summary>
    public GrpcMetadata Trailers { get; init; } = GrpcMetadata.Empty;
}
