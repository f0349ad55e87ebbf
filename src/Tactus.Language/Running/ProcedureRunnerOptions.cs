using Tactus.Lua;

namespace Tactus.Language.Running;

/// <summary>What the host of a procedure decides beside what the broker said.</summary>
public sealed record ProcedureRunnerOptions
{
    /// <summary>Called once, on any thread, when the CPU time is used up. It must end the process.</summary>
    /// <value>Default: null, which ends the process with exit code 70.</value>
    public Action<OutOfBudgetReport>? OnOutOfBudget { get; init; }
}
