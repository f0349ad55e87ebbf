using Tactus.Journal;

namespace Tactus.Broker.Observing;

/// <summary>How far an effect under way has come, in its own words. Shown, and kept nowhere.</summary>
/// <param name="Key">Where it stands in the run.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it says.</param>
public sealed record EffectProgress(EntryKey Key, string Kind, string Name, string Text);
