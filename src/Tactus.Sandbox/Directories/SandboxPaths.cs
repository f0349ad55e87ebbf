namespace Tactus.Sandbox.Directories;

/// <summary>The places on this machine that the sandbox room uses.</summary>
/// <param name="Sockets">Parent of the runs' socket directories.</param>
/// <param name="Cache">Where guest roots are kept.</param>
public sealed record SandboxPaths(string Sockets, string Cache)
{
    /// <summary>
    /// The usual places: for root <c>/run/tactus</c> and <c>/var/cache/tactus</c>, which a guest's own uid can pass through;
    /// for others <c>$XDG_RUNTIME_DIR/tactus</c> (or <c>/tmp/tactus-UID</c>) and <c>$XDG_CACHE_HOME/tactus</c> (or <c>~/.cache/tactus</c>).
    /// </summary>
    /// <param name="identity">Who runs Tactus.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static SandboxPaths For(HostIdentity identity, Func<string, string?> variable)
    {
        if (identity.IsRoot)
        {
            return new SandboxPaths("/run/tactus", "/var/cache/tactus");
        }

        string sockets = variable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime)
            ? Path.Combine(runtime, "tactus")
            : $"/tmp/tactus-{identity.UserId}";
        string cache = variable("XDG_CACHE_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(variable("HOME") is { Length: > 0 } user ? user : "/tmp/tactus-" + identity.UserId, ".cache");
        return new SandboxPaths(sockets, Path.Combine(cache, "tactus"));
    }

    /// <summary>The usual places for this process.</summary>
    public static SandboxPaths Current => For(HostIdentity.Current, Environment.GetEnvironmentVariable);
}
