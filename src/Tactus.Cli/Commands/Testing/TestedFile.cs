using Tactus.Engine.Runs;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>A procedure whose specifications were read.</summary>
/// <param name="Name">The file as the person knows it.</param>
/// <param name="Plan">The procedure and its grant; null when it could not be read.</param>
/// <param name="Specification">What its specifications say, and what is wrong with them.</param>
/// <param name="HasSpecification">False when it declares none.</param>
internal sealed record TestedFile(string Name, RunPlan? Plan, SpecificationPlan Specification, bool HasSpecification);
