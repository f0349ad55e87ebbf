using Tactus.Journal;

namespace Tactus.Broker.Observing;

/// <summary>An effect that was answered.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, redacted.</param>
/// <param name="Status">How it ended.</param>
/// <param name="ErrorCode">Stable code of its error, or null.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record EffectEnded(EntryKey Key, string Kind, string Name, EntryStatus Status, string? ErrorCode, TimeSpan Elapsed);
