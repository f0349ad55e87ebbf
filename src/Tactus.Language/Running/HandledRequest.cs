namespace Tactus.Language.Running;

/// <summary>What came of a request: an answer to resume the procedure with, or the end of the run.</summary>
/// <param name="Answers">How many values on top of the stack are the answer.</param>
/// <param name="End">How the run ended; null to go on. A run that ended is never resumed, whatever the procedure would do next.</param>
internal readonly record struct HandledRequest(int Answers, ProcedureOutcome? End)
{
    /// <summary>Resume with so many values.</summary>
    public static implicit operator HandledRequest(int answers) => new(answers, null);

    /// <summary>The run is over.</summary>
    public static implicit operator HandledRequest(ProcedureOutcome end) => new(0, end);
}
