namespace Tactus.Journal;

/// <summary>When an append returns.</summary>
public enum Durability
{
    /// <summary>Queued; on disk within 100 ms or with the next flush, in order.</summary>
    Lazy,

    /// <summary>On disk.</summary>
    Flushed,
}
