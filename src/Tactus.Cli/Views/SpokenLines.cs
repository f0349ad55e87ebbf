using System.Collections.Concurrent;
using System.Text;
using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>Makes whole lines of what models say piece by piece; several may speak at once. Thread-safe for each speaker by itself.</summary>
internal sealed class SpokenLines
{
    // A model that never ends a line is shown in pieces of this many characters all the same.
    private const int MostCharacters = 4096;

    private readonly ConcurrentDictionary<EntryKey, StringBuilder> _begun = new();

    /// <summary>Adds a piece; returns the lines that it ends, joined, or null when it ends none.</summary>
    public string? Add(ModelText piece)
    {
        StringBuilder begun = _begun.GetOrAdd(piece.Key, static _ => new StringBuilder());
        begun.Append(piece.Text);
        string text = begun.ToString();
        int end = text.Length > MostCharacters ? text.Length : text.LastIndexOf('\n');
        if (end < 0)
        {
            return null;
        }

        begun.Clear().Append(text.AsSpan(Math.Min(end + 1, text.Length)));
        return text[..end];
    }

    /// <summary>What is begun and not ended; empty for nothing.</summary>
    public string Begun(EntryKey key) => _begun.TryGetValue(key, out StringBuilder? begun) ? begun.ToString() : "";

    /// <summary>Ends a speech; returns its last line, or null when it ended with a whole one.</summary>
    public string? End(EntryKey key) => _begun.TryRemove(key, out StringBuilder? begun) && begun.Length > 0 ? begun.ToString() : null;
}
