namespace Tactus.Broker.Agents;

/// <summary>Where a tool comes from that a procedure offers to a model.</summary>
/// <param name="Kind"><c>lua</c>, <c>host</c>, <c>mcp</c> or <c>plugin</c>.</param>
/// <param name="Name">Its name there; empty for a Lua tool.</param>
public sealed record ToolSource(string Kind, string Name)
{
    private static readonly Dictionary<string, string> s_effects = new(StringComparer.Ordinal)
    {
        ["host"] = "host.call",
        ["mcp"] = "mcp.call",
        ["plugin"] = "plugin.call",
    };

    /// <summary>The kinds that there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["lua", .. s_effects.Keys];

    /// <summary>The kind of effect that calls such a tool; null for a Lua tool, which runs in the guest.</summary>
    public string? EffectKind => s_effects.GetValueOrDefault(Kind);

    /// <summary>The name that <c>tools.allow</c> must grant; null for a Lua tool.</summary>
    public string? GrantedName => Kind switch
    {
        "host" => Name,
        "mcp" or "plugin" => $"{Kind}.{Name}",
        _ => null,
    };

    /// <summary>True for a kind of effect that a model may ask for.</summary>
    public static bool IsToolEffect(string kind) => s_effects.ContainsValue(kind);
}
