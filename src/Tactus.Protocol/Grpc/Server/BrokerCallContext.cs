using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>What a handler may know about the call that it answers. Valid until the handler ends.</summary>
public sealed class BrokerCallContext
{
    private readonly IHeaderDictionary _headers;
    private GrpcMetadata? _metadata;
    private GrpcMetadata? _trailers;

    internal BrokerCallContext(
        string method, string connectionId, IHeaderDictionary headers, TimeSpan? timeout, CancellationToken cancellation)
    {
        _headers = headers;
        Method = method;
        ConnectionId = connectionId;
        Timeout = timeout;
        CancellationToken = cancellation;
    }

    /// <summary>The called path, for instance <c>/tactus.broker.v1.Broker/Perform</c>.</summary>
    public string Method { get; }

    /// <summary>Names the connection that the call came over, for as long as the listener lives.</summary>
    public string ConnectionId { get; }

    /// <summary>The value of <c>authorization</c>; null when it is missing or stands more than once.</summary>
    public string? Authorization => _headers.Authorization is [{ } one] ? one : null;

    /// <summary>Metadata that the caller sent, gRPC's own left out.</summary>
    public GrpcMetadata RequestMetadata => _metadata ??= ReadMetadata();

    /// <summary>The time that the caller gives this call, from its arrival; null for no deadline.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>Cancelled when the caller gives up, its connection is lost, its deadline passes, or the listener is closed.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Metadata to send behind the answer. Filled before the handler ends.</summary>
    public GrpcMetadata ResponseTrailers => _trailers ??= new GrpcMetadata();

    internal void WriteTrailers(IHeaderDictionary target)
    {
        foreach (KeyValuePair<string, string> entry in _trailers ?? GrpcMetadata.Empty)
        {
            target.Append(entry.Key, entry.Value);
        }
    }

    private GrpcMetadata ReadMetadata()
    {
        var metadata = new GrpcMetadata();
        foreach (KeyValuePair<string, StringValues> header in _headers)
        {
            string name = header.Key.ToLowerInvariant();
            if (name[0] == ':' || GrpcHeaders.IsReserved(name))
            {
                continue;
            }

            foreach (string? value in header.Value)
            {
                metadata.AddReceived(name, value ?? "");
            }
        }

        return metadata;
    }
}
