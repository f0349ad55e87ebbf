using Tactus.Protocol.Values;

namespace Tactus.Testing.Specifications;

/// <summary>One scenario, ready to be gone through: an outline gives one for each of its examples.</summary>
public sealed record ScenarioPlan
{
    /// <summary>Its name; that of an example says which.</summary>
    public required string Name { get; init; }

    /// <summary>The name as it was written; the same for all examples of an outline.</summary>
    public required string OutlineName { get; init; }

    /// <summary>The rule that it stands under, or empty.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Its tags and those of what it stands in, with their at-signs.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The file that it stands in.</summary>
    public required string File { get; init; }

    /// <summary>Its line, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The steps, those of the backgrounds first.</summary>
    public required IReadOnlyList<StepPlan> Steps { get; init; }

    /// <summary>What the guest is told.</summary>
    public MapValue ToValue() => Value.MapOf(("scenario", Value.Of(Name)), ("steps", Value.ListOf([.. Steps.Select(step => step.ToValue())])));
}
