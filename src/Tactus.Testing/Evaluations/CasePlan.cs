using Tactus.Protocol.Values;

namespace Tactus.Testing.Evaluations;

/// <summary>One case of a dataset.</summary>
/// <param name="Name">Its name; <c>case N</c> where it has none.</param>
/// <param name="Value">What the guest is told: name, inputs, expected_output, metadata.</param>
public sealed record CasePlan(string Name, MapValue Value);
