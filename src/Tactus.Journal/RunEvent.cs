namespace Tactus.Journal;

/// <summary>A log line, a print or an event.</summary>
/// <param name="Key">The effect position after which it happened.</param>
/// <param name="Ordinal">Its number there, counted from 1.</param>
/// <param name="Kind">print, log or event.</param>
/// <param name="Name">Log level or event name.</param>
/// <param name="Text">The text (redacted).</param>
/// <param name="Data">Encoded value (redacted), or null.</param>
/// <param name="SourceFile">File, or empty.</param>
/// <param name="SourceLine">Line; 0 when unknown.</param>
/// <param name="At">When it arrived (UTC).</param>
public sealed record RunEvent(
    EntryKey Key, int Ordinal, string Kind, string Name, byte[] Text, byte[]? Data, string SourceFile, int SourceLine, DateTimeOffset At);
