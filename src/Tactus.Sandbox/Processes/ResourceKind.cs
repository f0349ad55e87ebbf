namespace Tactus.Sandbox.Processes;

/// <summary>A resource that the kernel limits for each process; the values are the kernel's, on x64 and arm64 alike.</summary>
internal enum ResourceKind
{
    /// <summary>Seconds of CPU time.</summary>
    CpuSeconds = 0,

    /// <summary>Bytes of the largest file that may be written.</summary>
    FileSize = 1,

    /// <summary>Bytes of private writable memory.</summary>
    Data = 2,

    /// <summary>Bytes of a core dump.</summary>
    CoreSize = 4,

    /// <summary>Processes and threads of the uid.</summary>
    Processes = 6,

    /// <summary>Open descriptors.</summary>
    OpenFiles = 7,

    /// <summary>Bytes of memory that may be kept from swapping.</summary>
    LockedMemory = 8,

    /// <summary>Bytes in message queues.</summary>
    MessageQueues = 12,
}
