namespace Tactus.Journal.Sqlite.Reading;

/// <summary>As many entries as are in memory at once: 64, or fewer when they are large.</summary>
internal sealed class EntryPage
{
    /// <summary>Entries per page: 64.</summary>
    public const int Size = 64;

    // From so many bytes of arguments and results on a page is full: 1 MiB. One entry may be larger than that by itself.
    private const long FullBytes = 1024 * 1024;

    private readonly List<JournalEntry> _entries = [];
    private long _bytes;

    /// <summary>The entries in their order.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>Whether no more should be read into it.</summary>
    public bool IsFull => _entries.Count >= Size || _bytes >= FullBytes;

    /// <summary>Adds an entry.</summary>
    public void Add(JournalEntry entry)
    {
        _entries.Add(entry);
        _bytes += entry.Arguments.Length + (entry.Result?.Length ?? 0);
    }
}
