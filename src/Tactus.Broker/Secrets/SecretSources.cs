namespace Tactus.Broker.Secrets;

/// <summary>Where secrets are looked for, in this order.</summary>
public sealed record SecretSources
{
    /// <summary>Reads one variable of the broker's environment; null for none. Default: no environment.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>Directory with one file per secret, named as the secret; null for none.</summary>
    public string? Directory { get; init; }

    /// <summary>The environment of this process and <c>$XDG_CONFIG_HOME/tactus/secrets</c> (<c>~/.config/tactus/secrets</c>).</summary>
    public static SecretSources OfThisProcess()
    {
        string? home = System.Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        home = string.IsNullOrEmpty(home) ? Path.Combine(System.Environment.GetEnvironmentVariable("HOME") ?? "/", ".config") : home;
        return new SecretSources
        {
            Environment = System.Environment.GetEnvironmentVariable,
            Directory = Path.Combine(home, "tactus", "secrets"),
        };
    }
}
