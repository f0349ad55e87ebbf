using Tactus.Protocol.Values;

namespace Tactus.Testing.Steps;

/// <summary>What a text of a specification means: a kind that the guest performs and its arguments, or a custom step with those of its text.</summary>
/// <param name="Kind">The kind; <c>custom</c> for a declared step.</param>
/// <param name="Arguments">Arguments of a built-in step.</param>
/// <param name="Custom">The declared step, or null.</param>
/// <param name="Captures">What the text gives a declared step.</param>
public sealed record StepMatch(string Kind, MapValue Arguments, CustomStep? Custom, IReadOnlyList<Value> Captures);
