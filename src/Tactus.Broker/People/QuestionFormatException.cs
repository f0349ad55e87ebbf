namespace Tactus.Broker.People;

/// <summary>What was sent as a question is none.</summary>
/// <param name="message">Which field, and what it must be.</param>
public sealed class QuestionFormatException(string message) : Exception(message);
