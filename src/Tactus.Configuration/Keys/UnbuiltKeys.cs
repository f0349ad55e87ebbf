namespace Tactus.Configuration.Keys;

/// <summary>Rows whose parts are not built yet. Using one is an error that says so; none is accepted and ignored.</summary>
internal static class UnbuiltKeys
{
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Unbuilt("checkpoint.strict_determinism", "Whether what could make a replay differ is an error."),
    ];

    private static ConfigurationKey Unbuilt(string path, string summary) =>
        new() { Path = path, Kind = ValueKind.Section, Summary = summary, IsBuilt = false };
}
