using Tactus.Journal;

namespace Tactus.Broker.Observing;

/// <summary>A piece of an answer that a model gives.</summary>
/// <param name="Key">Where its effect stands.</param>
/// <param name="Agent">The agent's name, redacted; empty when it is not told.</param>
/// <param name="Text">The piece, redacted.</param>
public sealed record ModelText(EntryKey Key, string Agent, string Text);
