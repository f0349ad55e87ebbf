namespace Tactus.Protocol.Grpc;

/// <summary>Names and fixed values of the headers and trailers that gRPC over HTTP/2 uses.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "content-type";
    public const string GrpcContentType = "application/grpc";
    public const string Te = "te";
    public const string Trailers = "trailers";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Identity = "identity";
    public const string Authorization = "authorization";

    /// <summary>True for names that the protocol itself sets, so that metadata may not carry them.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith("grpc-", StringComparison.Ordinal) || name is ContentType or Te or "host" or "connection" or "transfer-encoding";

    /// <summary>True for <c>application/grpc</c>, alone or with <c>+proto</c> or parameters behind it.</summary>
    public static bool IsGrpcContentType(string? value) =>
        value is not null
        && value.StartsWith(GrpcContentType, StringComparison.OrdinalIgnoreCase)
        && (value.Length == GrpcContentType.Length
            || value.AsSpan(GrpcContentType.Length).Equals("+proto", StringComparison.OrdinalIgnoreCase)
            || value[GrpcContentType.Length] == ';');
}
