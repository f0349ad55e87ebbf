using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>One thing that a person can choose.</summary>
/// <param name="Label">What the person reads; unique in its question.</param>
/// <param name="Value">What the procedure gets.</param>
public sealed record QuestionOption(string Label, Value Value);
