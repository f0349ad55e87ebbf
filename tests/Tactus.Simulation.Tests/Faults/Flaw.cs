namespace Tactus.Simulation.Tests.Faults;

/// <summary>A safety that the simulated store lacks, so that a test can be shown to fail without it.</summary>
[Flags]
internal enum Flaw
{
    /// <summary>It is sound.</summary>
    None = 0,

    /// <summary>It says that a write is on disk when it is queued.</summary>
    DropsFlushes = 1,

    /// <summary>It may lose a queued write and keep a later one.</summary>
    ReordersWrites = 2,

    /// <summary>It takes the writes of an executor that was superseded.</summary>
    LetsZombiesWrite = 4,

    /// <summary>It forgets intents when the host dies.</summary>
    ForgetsIntents = 8,

    /// <summary>Replay hands answers over in the order in which their effects were begun.</summary>
    ForgetsDeliveries = 16,

    /// <summary>Events are kept as often as they are sent.</summary>
    DoublesEvents = 32,
}
