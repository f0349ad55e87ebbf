namespace Tactus.Protocol.Grpc.Server;

/// <summary>Takes the messages of a streamed answer.</summary>
public interface IServerStreamWriter<in T>
{
    /// <summary>Sends one message and waits until the connection has taken it. One call at a time.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone, or its deadline has passed.</exception>
    Task WriteAsync(T message);

    /// <summary>The same, for a handler that may have to end although its caller is there and does not read.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait; linked to the call's own by whoever makes it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken);
}
