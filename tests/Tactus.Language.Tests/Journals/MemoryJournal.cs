using Tactus.Protocol.V1;

namespace Tactus.Language.Tests.Journals;

/// <summary>The journal of a run: answered effects in delivery order, and events by their keys.</summary>
public sealed class MemoryJournal
{
    private readonly HashSet<string> _eventKeys = [];

    /// <summary>Answered effects in the order in which the answers were handed over.</summary>
    public List<MemoryEntry> Entries { get; } = [];

    /// <summary>Events in the order of their arrival.</summary>
    public List<Event> Events { get; } = [];

    /// <summary>The journal as it was when the first <paramref name="count"/> answers had been handed over and nothing after.</summary>
    public MemoryJournal Prefix(int count)
    {
        var prefix = new MemoryJournal();
        prefix.Entries.AddRange(Entries.Take(count));
        foreach (Event line in Events.Take(count < Entries.Count ? Entries[count].EventsBefore : Events.Count))
        {
            prefix.Add(line);
        }

        return prefix;
    }

    /// <summary>What a broker streams: without what lies inside a checkpoint that has an entry itself.</summary>
    public IEnumerable<ReplayEntry> History()
    {
        HashSet<string> ended = [.. Entries.Where(entry => entry.Request.Kind == "checkpoint")
            .Select(entry => $"{entry.Request.Key.Branch}/{entry.Request.Key.Position}.checkpoint")];
        return Entries.Where(entry => !ended.Any(path => IsInside(entry.Request.Key.Branch, path))).Select(entry => entry.ToReplayEntry());
    }

    /// <summary>Adds an event, unless one of its key is there.</summary>
    public void Add(Event line)
    {
        if (_eventKeys.Add(KeyOf(line)))
        {
            Events.Add(line);
        }
    }

    /// <summary>The entries as lines.</summary>
    public IReadOnlyList<string> Lines() => [.. Entries.Select(entry => entry.ToString())];

    /// <summary>The events as lines, sorted by their keys.</summary>
    public IReadOnlyList<string> EventLines() =>
        [.. Events.Select(line => $"{KeyOf(line)} {line.Kind} {line.Name} {line.Text.ToStringUtf8()} {line.Location}").Order(StringComparer.Ordinal)];

    private static bool IsInside(string branch, string path) => branch == path || branch.StartsWith(path + "/", StringComparison.Ordinal);

    private static string KeyOf(Event line) => $"{line.Key.Branch}:{line.Key.Position:D6}.{line.Ordinal:D6}";
}
