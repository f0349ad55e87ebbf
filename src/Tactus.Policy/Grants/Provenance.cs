namespace Tactus.Policy.Grants;

/// <summary>Where a leaf's value came from.</summary>
/// <param name="Layer">The layer that set it.</param>
/// <param name="File">The file, or null for defaults and flags.</param>
/// <param name="Line">Line in the file, counted from 1; 0 for defaults and flags.</param>
public sealed record Provenance(ConfigurationLayer Layer, string? File, int Line)
{
    /// <summary>The provenance of every built-in value.</summary>
    public static Provenance Default { get; } = new(ConfigurationLayer.Default, null, 0);

    /// <summary>The ceiling that cut the value, or null when none did.</summary>
    public Provenance? CutBy { get; init; }

    /// <summary>Says the place as a person reads it, for instance <c>project .tactus/config.yml:4</c>.</summary>
    public override string ToString()
    {
        var place = File is null ? LayerName : $"{LayerName} {File}:{Line}";
        return CutBy is null ? place : $"{place}, cut by the ceiling of {CutBy}";
    }

    private string LayerName => Layer switch
    {
        ConfigurationLayer.Default => "default",
        ConfigurationLayer.System => "system",
        ConfigurationLayer.User => "user",
        ConfigurationLayer.Project => "project",
        ConfigurationLayer.Sidecar => "sidecar",
        ConfigurationLayer.Flag => "command line",
        ConfigurationLayer.Recorded => "recorded grant",
        _ => "procedure",
    };
}
