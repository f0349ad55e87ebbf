using Tactus.Journal;

namespace Tactus.Broker.People;

/// <summary>A question whose run waits for it.</summary>
/// <param name="Asked">The question as the journal has it.</param>
/// <param name="Question">The same, read.</param>
/// <param name="Answer">The answer that its run has not taken yet, or null.</param>
public sealed record OpenQuestion(HumanQuestion Asked, Question Question, RunAnswer? Answer);
