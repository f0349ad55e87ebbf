using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs.Tracing;

/// <summary>An entry of a journal, and who outside answered it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Answer">What a person said about it, or null.</param>
internal sealed record TracedEntry(JournalEntry Entry, RunAnswer? Answer)
{
    /// <summary>How long it took, or null while its answer is not known.</summary>
    public TimeSpan? Elapsed => Entry.EndedAt - Entry.StartedAt;

    /// <summary>Its key as every command takes it: <c>main:7</c>.</summary>
    public string Key => $"{Entry.Key.Branch}:{Entry.Key.Position}";

    /// <summary>Where the procedure asked for it: <c>p.tac:12</c>; empty when unknown.</summary>
    public string Place => Entry.SourceFile.Length == 0 ? "" : $"{Entry.SourceFile}:{Entry.SourceLine}";
}
