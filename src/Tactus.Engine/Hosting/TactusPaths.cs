using Tactus.Sandbox.Directories;

namespace Tactus.Engine.Hosting;

/// <summary>Where Tactus keeps things on this machine. The one reader of the environment variables that say so.</summary>
public sealed record TactusPaths
{
    /// <summary>Configuration of the user: <c>$XDG_CONFIG_HOME/tactus</c>, by default <c>~/.config/tactus</c>.</summary>
    public required string UserConfiguration { get; init; }

    /// <summary>Configuration of the machine: <c>/etc/tactus</c>.</summary>
    public string SystemConfiguration { get; init; } = "/etc/tactus";

    /// <summary>The journal and staged workspaces: <c>$XDG_STATE_HOME/tactus</c>, by default <c>~/.local/state/tactus</c>.</summary>
    public required string State { get; init; }

    /// <summary>The folder that holds the guest executable: <c>guest</c> beside the program.</summary>
    public required string Guest { get; init; }

    /// <summary>The standard modules: <c>procedures</c> beside the program.</summary>
    public required string StandardModules { get; init; }

    /// <summary>The journal's file.</summary>
    public string Journal => Path.Combine(State, "runs.db");

    /// <summary>What steers Tactus on this machine and may lie beneath a directory where a person starts a run. No run sees it.</summary>
    public IReadOnlyList<string> OwnDirectories =>
        [UserConfiguration, SystemConfiguration, State, SandboxPaths.Current.Cache, SandboxPaths.Current.Sockets];

    /// <summary>What a run keeps beside its journal: staged writes.</summary>
    public string RunFolder(string runId) => Path.Combine(State, "runs", runId);

    /// <summary>The paths of this user and this installation.</summary>
    public static TactusPaths FromEnvironment()
    {
        string home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } value ? value : "/";
        return new TactusPaths
        {
            UserConfiguration = Path.Combine(Folder("XDG_CONFIG_HOME", Path.Combine(home, ".config")), "tactus"),
            State = Path.Combine(Folder("XDG_STATE_HOME", Path.Combine(home, ".local", "state")), "tactus"),
            Guest = Path.Combine(AppContext.BaseDirectory, "guest"),
            StandardModules = Path.Combine(AppContext.BaseDirectory, "procedures"),
        };
    }

    // The base directory specification says that a relative path in these variables is to be ignored.
    private static string Folder(string variable, string fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value && Path.IsPathRooted(value) ? value : fallback;
}
