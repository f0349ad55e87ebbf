namespace Tactus.Protocol.Grpc.Server;

/// <summary>Limits and permissions of one listener. The defaults suit a run's broker.</summary>
public sealed class BrokerListenerOptions
{
    /// <summary>Most connections at a time. Further ones are closed as they are accepted.</summary>
    /// <value>Default: 4.</value>
    public int MaxConnections { get; init; } = 4;

    /// <summary>Most concurrent calls on one connection. Further ones are refused with REFUSED_STREAM.</summary>
    /// <value>Default: 64.</value>
    public int MaxConcurrentCalls { get; init; } = 64;

    /// <summary>
    /// Longest time that a request message may take to arrive, counted from the call's headers, and longest time that a new connection
    /// may take to make a call with a good token.
    /// </summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan ReceiveTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes that all request messages together may hold while they arrive. Further calls get RESOURCE_EXHAUSTED.</summary>
    /// <value>Default: 64 MiB.</value>
    public long MaxReceivingBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Most bytes that all answers together may hold until the peer has read them. Further calls get RESOURCE_EXHAUSTED.</summary>
    /// <value>Default: 128 MiB.</value>
    public long MaxSendingBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Longest time that closing waits for calls to end before it aborts them.</summary>
    /// <value>Default: one second.</value>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Permissions of the socket file, set before anybody can connect.</summary>
    /// <value>Default: read and write for the owner.</value>
    public UnixFileMode SocketMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>User id, as this process sees it, that a peer's process must have; other connections are closed at once.</summary>
    /// <value>Default: null, any.</value>
    public uint? PeerUserId { get; init; }

    /// <summary>Source of time for deadlines and timeouts.</summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
