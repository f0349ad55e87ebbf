namespace Tactus.Protocol.Grpc.Client;

/// <summary>What a caller may say about one call.</summary>
public readonly record struct GrpcCallOptions
{
    /// <summary>Longest time the call may take; sent to the server, and kept on this side too.</summary>
    /// <value>Default: null, no deadline.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Metadata to send beside the request.</summary>
    /// <value>Default: null, none.</value>
    public GrpcMetadata? Metadata { get; init; }
}
