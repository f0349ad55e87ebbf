namespace Tactus.Testing.Steps;

/// <summary>An argument of a step cannot be read.</summary>
public sealed class StepArgumentException(string message) : Exception(message);
