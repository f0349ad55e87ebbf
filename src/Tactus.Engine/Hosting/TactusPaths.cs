using Tactus.Configuration.Loading;
using Tactus.Sandbox.Directories;

namespace Tactus.Engine.Hosting;

/// <summary>Where the program keeps its state and finds its parts. Where configuration lies is <see cref="ConfigurationPaths"/>' to say.</summary>
public sealed record TactusPaths
{
    private readonly string? _runs;

    /// <summary>The journal and staged workspaces: <c>$XDG_STATE_HOME/tactus</c>, by default <c>~/.local/state/tactus</c>.</summary>
    public required string State { get; init; }

    /// <summary>The folder that holds the guest executable: <c>guest</c> beside the program.</summary>
    public required string Guest { get; init; }

    /// <summary>The standard modules: <c>procedures</c> beside the program.</summary>
    public required string StandardModules { get; init; }

    /// <summary>Installed packages of MCP servers: <c>$XDG_DATA_HOME/tactus</c>, by default <c>~/.local/share/tactus</c>.</summary>
    public required string Data { get; init; }

    /// <summary>The directories that hold configuration which belongs to no project. Default: none.</summary>
    public IReadOnlyList<string> ConfigurationDirectories { get; init; } = [];

    /// <summary>The journal's file.</summary>
    public string Journal => Path.Combine(State, "runs.db");

    /// <summary>Where the packages of MCP servers are installed.</summary>
    public string Packages => Path.Combine(Data, "mcp");

    /// <summary>What steers Tactus on this machine and may lie beneath a directory where a person starts a run. No run sees it.</summary>
    public IReadOnlyList<string> OwnDirectories =>
        [.. ConfigurationDirectories, State, Data, SandboxPaths.Current.Cache, SandboxPaths.Current.Sockets];

    /// <summary>What runs keep beside their journal, each in a folder of its own. Default: <c>runs</c> in <see cref="State"/>.</summary>
    public string Runs { get => _runs ?? Path.Combine(State, "runs"); init => _runs = value; }

    /// <summary>What runs leave that are no runs of the journal: the scenarios of tests.</summary>
    public string Scratch => Path.Combine(State, "scratch");

    /// <summary>What a run keeps beside its journal: staged writes.</summary>
    public string RunFolder(string runId) => Path.Combine(Runs, runId);

    /// <summary>The paths of this user and this installation.</summary>
    public static TactusPaths FromEnvironment() => From(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);

    /// <summary>The paths that <c>XDG_STATE_HOME</c>, <c>XDG_DATA_HOME</c> and the home lead to.</summary>
    /// <param name="read">Reads an environment variable.</param>
    /// <param name="program">The folder that the program lies in.</param>
    internal static TactusPaths From(Func<string, string?> read, string program) => new()
    {
        State = BaseDirectory(read, "XDG_STATE_HOME", ".local/state"),
        Data = BaseDirectory(read, "XDG_DATA_HOME", ".local/share"),
        Guest = Path.Combine(program, "guest"),
        StandardModules = Path.Combine(program, "procedures"),
        ConfigurationDirectories = DirectoriesOf(ConfigurationPaths.FromVariables(read)),
    };

    // The base directory specification says that a relative path in such a variable is to be ignored.
    private static string BaseDirectory(Func<string, string?> read, string variable, string beneathHome) =>
        Path.Combine(read(variable) is ['/', ..] path ? path : Path.Combine(HomeDirectory.Find(read) ?? "/", beneathHome), "tactus");

    private static List<string> DirectoriesOf(ConfigurationPaths paths) =>
        [.. new[] { paths.UserFile, paths.SystemFile }.OfType<string>().Select(file => Path.GetDirectoryName(file)!)];
}
