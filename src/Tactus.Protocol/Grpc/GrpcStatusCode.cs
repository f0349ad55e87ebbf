namespace Tactus.Protocol.Grpc;

/// <summary>The status codes of gRPC, with the numbers that stand in <c>grpc-status</c>.</summary>
public enum GrpcStatusCode
{
    /// <summary>The call succeeded.</summary>
    Ok = 0,

    /// <summary>The caller gave the call up.</summary>
    Cancelled = 1,

    /// <summary>A handler failed in a way that it did not name.</summary>
    Unknown = 2,

    /// <summary>The request makes no sense, whatever the state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be made exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not.</summary>
    PermissionDenied = 7,

    /// <summary>A limit is reached: of size, of number, of rate.</summary>
    ResourceExhausted = 8,

    /// <summary>The call does not fit the state of the server.</summary>
    FailedPrecondition = 9,

    /// <summary>A concurrent call got in the way.</summary>
    Aborted = 10,

    /// <summary>A position is past the end.</summary>
    OutOfRange = 11,

    /// <summary>The server has no such method or does not speak that way.</summary>
    Unimplemented = 12,

    /// <summary>The conversation broke the rules of the protocol.</summary>
    Internal = 13,

    /// <summary>There is no server at the other end.</summary>
    Unavailable = 14,

    /// <summary>Data are lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known: no token, or a wrong one.</summary>
    Unauthenticated = 16,
}
