namespace Tactus.Journal.Memory;

/// <summary>One run of a <see cref="MemoryRunStore"/>.</summary>
internal sealed class MemoryRun(RunRecord record)
{
    /// <summary>The record as it now is.</summary>
    public RunRecord Record { get; set; } = record;

    /// <summary>Entries by where they stand.</summary>
    public Dictionary<EntryKey, JournalEntry> Entries { get; } = [];

    /// <summary>Where the entries stand, by the order in which they were begun.</summary>
    public SortedDictionary<long, EntryKey> Order { get; } = [];

    /// <summary>Events in the order of their arrival.</summary>
    public List<RunEvent> Events { get; } = [];

    /// <summary>Which events are there.</summary>
    public HashSet<(EntryKey Key, int Ordinal)> EventKeys { get; } = [];
}
