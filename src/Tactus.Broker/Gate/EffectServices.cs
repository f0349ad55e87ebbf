using Tactus.Broker.Budgets;
using Tactus.Broker.Secrets;

namespace Tactus.Broker.Gate;

/// <summary>What the broker of a run hands to kinds of effect that live in projects of their own.</summary>
/// <param name="Run">The run, with the redactor that knows its secrets.</param>
/// <param name="Secrets">The values of the secrets that the grant names.</param>
/// <param name="Budget">What the run has used up.</param>
public sealed record EffectServices(RunContext Run, ISecretValues Secrets, RunBudget Budget);
