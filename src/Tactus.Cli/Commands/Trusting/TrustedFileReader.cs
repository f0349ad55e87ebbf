using Tactus.Configuration.Files;
using Tactus.Configuration.Loading;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Trusting;

/// <summary>Reads the file that a person wants to trust through the same loader as a run, so that only a valid one is trusted, as it was read.</summary>
internal static class TrustedFileReader
{
    /// <exception cref="TactusException">TAC7010: it is no sidecar and no project config. TAC40xx: it is wrong.</exception>
    public static ConfigurationFile Read(CliContext context, string file)
    {
        string path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            throw new TactusException("TAC7010", $"there is no file '{file}'", "name a NAME.tac.yml or a .tactus/config.yml", file);
        }

        ConfigurationRequest request = path.EndsWith(".tac.yml", StringComparison.Ordinal)
            ? context.Engine.Planner.Describe(context.WorkingDirectory, path[..^".yml".Length])
            : context.Engine.Planner.Describe(Path.GetDirectoryName(Path.GetDirectoryName(path))!, procedurePath: null);
        ResolvedConfiguration configuration = new ConfigurationLoader(context.Time).Load(request);
        string? realPath = RealPath.Of(path);
        return configuration.Files.FirstOrDefault(candidate => candidate.RealPath == realPath)
            ?? throw new TactusException("TAC7010", $"'{file}' is no sidecar and no project config", "name a NAME.tac.yml or a .tactus/config.yml", file);
    }
}
