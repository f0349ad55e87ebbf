using Tactus.Journal;

namespace Tactus.Broker.Observing;

/// <summary>An effect that begins.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, redacted.</param>
public sealed record EffectStarted(EntryKey Key, string Kind, string Name);
