namespace Tactus.Protocol.Grpc;

/// <summary>Sizes that both ends keep to; the contract in protos/ names them.</summary>
public static class GrpcLimits
{
    /// <summary>Longest message: 16 MiB.</summary>
    public const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Longest StartResponse, which carries the procedure and its modules: 48 MiB.</summary>
    public const int MaxStartResponseBytes = 48 * 1024 * 1024;

    /// <summary>Most fields on the top level of one request: 65,536. A repeated field counts once for each element.</summary>
    /// <remarks>Two bytes on the wire can become an object of eighty in memory, so a length limit alone does not bound memory.</remarks>
    public const int MaxTopLevelFields = 65_536;
}
