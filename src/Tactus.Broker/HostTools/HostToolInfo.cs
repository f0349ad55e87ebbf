using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;

namespace Tactus.Broker.HostTools;

/// <summary>What a person may know of a host tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>built in</c>, <c>http</c> or <c>exec</c>.</param>
/// <param name="Description">What it does, or empty.</param>
/// <param name="Effect">What a crash in its middle means.</param>
/// <param name="Limits">Its limits.</param>
/// <param name="Arguments">Its arguments by name; null when it takes any.</param>
/// <param name="Declared">Where it is declared.</param>
public sealed record HostToolInfo(
    string Name,
    string Kind,
    string Description,
    EffectClass Effect,
    HostToolLimits Limits,
    IReadOnlyDictionary<string, ArgumentSchema>? Arguments,
    Provenance Declared);
