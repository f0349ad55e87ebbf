namespace Tactus.Protocol.Grpc.Server;

/// <summary>Takes the messages of a streamed answer.</summary>
public interface IServerStreamWriter<in T>
{
    /// <summary>Sends one message and waits until the connection has taken it. One call at a time.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone, or its deadline has passed.</exception>
    Task WriteAsync(T message);
}
