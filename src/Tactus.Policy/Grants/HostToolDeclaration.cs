using Tactus.Policy.Schemas;

namespace Tactus.Policy.Grants;

/// <summary>A host tool as trusted YAML declares it: its arguments, how it is performed, and its limits.</summary>
public sealed record HostToolDeclaration
{
    /// <summary>Name as procedures call it, for instance <c>tracker.create_issue</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one sentence, or empty.</summary>
    public required string Description { get; init; }

    /// <summary>The arguments by name.</summary>
    public required IReadOnlyDictionary<string, ArgumentSchema> Arguments { get; init; }

    /// <summary>How it is performed over HTTP; null for an exec tool.</summary>
    public HttpToolDeclaration? Http { get; init; }

    /// <summary>How it is performed by a program; null for an http tool.</summary>
    public ExecToolDeclaration? Exec { get; init; }

    /// <summary>What happens when it is in doubt after a crash. Default: <see cref="EffectClass.Once"/>.</summary>
    public required EffectClass Effect { get; init; }

    /// <summary>Calls, time and answer size.</summary>
    public required HostToolLimits Limits { get; init; }

    /// <summary>Where it is declared.</summary>
    public required Provenance Provenance { get; init; }
}
