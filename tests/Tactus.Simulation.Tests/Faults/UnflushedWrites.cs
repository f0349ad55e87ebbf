namespace Tactus.Simulation.Tests.Faults;

/// <summary>What becomes of the writes that were queued and not flushed when the host dies.</summary>
internal enum UnflushedWrites
{
    /// <summary>None reached the disk.</summary>
    Lost,

    /// <summary>All reached the disk.</summary>
    Kept,

    /// <summary>The first few reached the disk, as chance will.</summary>
    Some,
}
