namespace Tactus.Broker.People;

/// <summary>One of several questions that are asked together.</summary>
/// <param name="Id">The key of its answer.</param>
/// <param name="Label">A short heading.</param>
/// <param name="IsRequired">True when it must be answered.</param>
/// <param name="Question">The question itself.</param>
public sealed record QuestionItem(string Id, string Label, bool IsRequired, Question Question);
