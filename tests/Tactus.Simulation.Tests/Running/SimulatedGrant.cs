using Tactus.Policy.Grants;

namespace Tactus.Simulation.Tests.Running;

/// <summary>What a simulated run may do: everything that the simulation has.</summary>
internal static class SimulatedGrant
{
    /// <summary>The tools that act on the recorded world, by name.</summary>
    public static IReadOnlyDictionary<string, EffectClass> Tools { get; } = new Dictionary<string, EffectClass>
    {
        ["sim.read"] = EffectClass.Read,
        ["sim.keyed"] = EffectClass.Idempotent,
        ["sim.once"] = EffectClass.Once,
        ["repository.log"] = EffectClass.Read,
        ["tracker.create_issue"] = EffectClass.Once,
        ["tracker.echo"] = EffectClass.Read,
    };

    /// <summary>The grant.</summary>
    public static Grant Create() => DefaultGrant.Grant with { AllowedTools = [.. DefaultGrant.Grant.AllowedTools, .. Tools.Keys] };
}
