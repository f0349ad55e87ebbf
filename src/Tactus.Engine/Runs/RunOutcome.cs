using Tactus.Journal;

namespace Tactus.Engine.Runs;

/// <summary>How a run ended.</summary>
/// <param name="Record">Its record, as the journal has it.</param>
/// <param name="IsInvalid">True when nothing of the procedure ran: its source or its input is wrong.</param>
public sealed record RunOutcome(RunRecord Record, bool IsInvalid)
{
    /// <summary>The run that follows it and that nobody executes yet, or null.</summary>
    internal RunRecord? Successor { get; init; }
}
