using Tactus.Protocol;

namespace Tactus.Testing.Specifications;

/// <summary>Everything that the specifications of a procedure say, and what is wrong with them.</summary>
/// <param name="Features">The features, in the order of their declaration.</param>
/// <param name="Problems">What keeps them from being run, each with its place.</param>
/// <param name="Warnings">What does not, but a person should know.</param>
public sealed record SpecificationPlan(IReadOnlyList<FeaturePlan> Features, IReadOnlyList<TactusException> Problems, IReadOnlyList<TactusException> Warnings);
