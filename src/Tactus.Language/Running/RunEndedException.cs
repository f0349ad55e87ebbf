namespace Tactus.Language.Running;

/// <summary>The run is over in the middle of a request, whatever the procedure would do next: it is never resumed.</summary>
internal sealed class RunEndedException(ProcedureOutcome outcome) : Exception
{
    /// <summary>How it ended.</summary>
    public ProcedureOutcome Outcome { get; } = outcome;
}
