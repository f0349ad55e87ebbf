using Tactus.Broker.Budgets;
using Tactus.Broker.HostTools;
using Tactus.Broker.Secrets;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Gate;

/// <summary>What the broker of a run hands to kinds of effect that live in projects of their own.</summary>
/// <param name="Run">The run, with the redactor that knows its secrets.</param>
/// <param name="Secrets">The values of the secrets that the grant names.</param>
/// <param name="Budget">What the run has used up.</param>
public sealed record EffectServices(RunContext Run, ISecretValues Secrets, RunBudget Budget)
{
    /// <summary>Runs programs; null when the run has no helper sandbox.</summary>
    public IHelperSandbox? Helpers { get; init; }

    /// <summary>What programs see of the run's directories.</summary>
    public required HelperMounts Mounts { get; init; }

    /// <summary>Absolute directory of the host that the procedure lies in; null when it lies nowhere.</summary>
    public string? ProcedureDirectory { get; init; }
}
