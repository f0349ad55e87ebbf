using Google.Protobuf;

namespace Tactus.Protocol.Grpc;

/// <summary>One method of a service: where it is found and what it speaks.</summary>
/// <remarks>Immutable. Both parsers drop unknown fields: kept, they could make a gigabyte of objects out of sixteen MiB of input.</remarks>
public sealed class GrpcMethod<TRequest, TResponse>
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    internal GrpcMethod(
        string service,
        string name,
        bool serverStreaming,
        MessageParser<TRequest> requestParser,
        MessageParser<TResponse> responseParser,
        int maxResponseBytes = GrpcLimits.MaxMessageBytes)
    {
        Name = name;
        Path = $"/{service}/{name}";
        Address = new Uri($"http://localhost/{service}/{name}");
        ServerStreaming = serverStreaming;
        RequestParser = requestParser.WithDiscardUnknownFields(true);
        ResponseParser = responseParser.WithDiscardUnknownFields(true);
        MaxResponseBytes = maxResponseBytes;
    }

    /// <summary>The method's name, for instance <c>Perform</c>.</summary>
    public string Name { get; }

    /// <summary>The HTTP path, for instance <c>/tactus.broker.v1.Broker/Perform</c>.</summary>
    public string Path { get; }

    /// <summary>True when the answer is a stream of messages, false when it is one.</summary>
    public bool ServerStreaming { get; }

    /// <summary>Longest request, in bytes.</summary>
    public int MaxRequestBytes => GrpcLimits.MaxMessageBytes;

    /// <summary>Longest single response message, in bytes.</summary>
    public int MaxResponseBytes { get; }

    /// <summary>The path as a client addresses it; the host is the one that gRPC names for Unix sockets.</summary>
    internal Uri Address { get; }

    internal MessageParser<TRequest> RequestParser { get; }

    internal MessageParser<TResponse> ResponseParser { get; }
}
