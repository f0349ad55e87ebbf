using Tactus.Protocol.V1;

namespace Tactus.Broker.Sessions;

/// <summary>What a session needs beside the broker of its run.</summary>
public sealed record BrokerSessionOptions
{
    /// <summary>Path of the socket to make, in a directory that only this run has.</summary>
    public required string SocketPath { get; init; }

    /// <summary>What the guest is told to do.</summary>
    public required StartResponse Start { get; init; }

    /// <summary>Permissions of the socket file. Default: read and write for the owner.</summary>
    public UnixFileMode SocketMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>User id that the guest's process must have on the host; null for any. Default: null.</summary>
    public uint? PeerUserId { get; init; }

    /// <summary>How long a guest may take to finish once a budget is spent. Default: 5 s.</summary>
    public TimeSpan FinishGrace { get; init; } = TimeSpan.FromSeconds(5);
}
