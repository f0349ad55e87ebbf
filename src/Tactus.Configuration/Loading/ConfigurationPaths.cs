namespace Tactus.Configuration.Loading;

/// <summary>Where the files lie that belong to no project.</summary>
/// <param name="SystemFile">The administrator's configuration.</param>
/// <param name="UserFile">The user's configuration, or null when there is no home.</param>
/// <param name="TrustFile">The trust store, or null when there is no home; nothing is trusted then.</param>
public sealed record ConfigurationPaths(string SystemFile, string? UserFile, string? TrustFile)
{
    private const string DefaultSystemFile = "/etc/tactus/config.yml";

    /// <summary>The paths of this process.</summary>
    public static ConfigurationPaths FromEnvironment() => FromVariables(System.Environment.GetEnvironmentVariable);

    /// <summary>The paths that <c>XDG_CONFIG_HOME</c> and <c>HOME</c> lead to; relative ones are ignored, as the XDG rules say.</summary>
    /// <param name="read">Reads a variable.</param>
    public static ConfigurationPaths FromVariables(Func<string, string?> read)
    {
        var directory = read("XDG_CONFIG_HOME") is ['/', ..] explicitly
            ? explicitly
            : HomeDirectory.Find(read) is { } home ? Path.Combine(home, ".config") : null;
        return directory is null
            ? new ConfigurationPaths(DefaultSystemFile, null, null)
            : new ConfigurationPaths(DefaultSystemFile, Path.Combine(directory, "tactus", "config.yml"), Path.Combine(directory, "tactus", "trust.json"));
    }
}
