using Tactus.Journal;

namespace Tactus.Broker.Observing;

/// <summary>A model that has answered.</summary>
/// <param name="Key">Where its effect stands.</param>
/// <param name="Agent">The agent's name, redacted; empty when it is not told.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Text">The text of the answer, redacted; empty for none.</param>
/// <param name="Tools">Names of the tools that it asks for, redacted.</param>
/// <param name="Usage">What the call used up.</param>
/// <param name="Total">What the run and those that it started have used up.</param>
public sealed record ModelTurn(EntryKey Key, string Agent, string Model, string Text, IReadOnlyList<string> Tools, ModelUsage Usage, ModelUsage Total);
