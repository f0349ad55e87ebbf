namespace Tactus.Protocol.Grpc.Client;

/// <summary>Turns what the HTTP layer throws into the status that gRPC has for it.</summary>
internal static class GrpcFailure
{
    /// <summary>True for the exceptions that <see cref="From"/> knows.</summary>
    public static bool IsTransport(Exception error) => error is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>The failure of a call.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="deadlinePassed">True when this side's deadline ended the call.</param>
    /// <param name="cancelled">True when the caller gave the call up.</param>
    public static GrpcException From(Exception error, bool deadlinePassed, bool cancelled)
    {
        if (deadlinePassed)
        {
            return new GrpcException(GrpcStatusCode.DeadlineExceeded, "the deadline passed before the answer came", error);
        }

        if (cancelled)
        {
            return new GrpcException(GrpcStatusCode.Cancelled, "the caller gave the call up", error);
        }

        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpProtocolException protocol)
            {
                return new GrpcException(
                    FromHttp2(protocol.ErrorCode), $"the server reset the call with HTTP/2 error {protocol.ErrorCode}", error);
            }
        }

        return new GrpcException(GrpcStatusCode.Unavailable, "the connection to the server is lost", error);
    }

    // The mapping is the one of gRPC over HTTP/2.
    private static GrpcStatusCode FromHttp2(long errorCode) => errorCode switch
    {
        0x7 => GrpcStatusCode.Unavailable,
        0x8 => GrpcStatusCode.Cancelled,
        0xb => GrpcStatusCode.ResourceExhausted,
        0xc => GrpcStatusCode.PermissionDenied,
        _ => GrpcStatusCode.Internal,
    };
}
