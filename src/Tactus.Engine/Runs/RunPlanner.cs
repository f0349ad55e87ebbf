using Tactus.Configuration.Files;
using Tactus.Configuration.Loading;
using Tactus.Engine.Hosting;
using Tactus.Engine.Procedures;
using Tactus.Policy.Grants;

namespace Tactus.Engine.Runs;

/// <summary>Reads a run's files and resolves its configuration.</summary>
/// <param name="paths">Where the standard modules lie.</param>
/// <param name="configurationPaths">Where the files lie that belong to no project.</param>
/// <param name="time">The clock.</param>
public sealed class RunPlanner(TactusPaths paths, ConfigurationPaths configurationPaths, TimeProvider time)
{
    /// <summary>Plans a run. Nothing is started, nothing is asked.</summary>
    /// <exception cref="Protocol.TactusException">The procedure cannot be read (TAC62xx) or the configuration is wrong (TAC40xx).</exception>
    public RunPlan Plan(RunRequest request)
    {
        string procedure = Path.GetFullPath(request.ProcedurePath, request.WorkingDirectory);
        ProcedureReader.RequireFile(procedure, request.ProcedurePath);
        ResolvedConfiguration configuration = Resolve(Describe(request.WorkingDirectory, procedure) with
        {
            Flags = request.Flags,
            TrustedForThisRun = request.TrustedForThisRun,
            LeavesOutWrongFiles = request.LeavesOutWrongFiles,
        });
        return new RunPlan(request, ReadProcedure(configuration, procedure), configuration);
    }

    /// <summary>Resolves a configuration.</summary>
    /// <exception cref="Protocol.TactusException">TAC40xx: it is wrong.</exception>
    public ResolvedConfiguration Resolve(ConfigurationRequest request) => new ConfigurationLoader(time).Load(request);

    /// <summary>Reads a procedure and its modules as they are now.</summary>
    /// <exception cref="Protocol.TactusException">TAC62xx: it cannot be read.</exception>
    public ProcedureBundle ReadProcedure(ResolvedConfiguration configuration, string path) =>
        new ProcedureReader(ModuleRoots(configuration)).Read(path);

    /// <summary>What is asked for the configuration of a directory, or of a procedure in it.</summary>
    public ConfigurationRequest Describe(string workingDirectory, string? procedurePath) =>
        new() { WorkingDirectory = workingDirectory, Paths = configurationPaths, ProcedurePath = procedurePath };

    // After the procedure's own directory: the project's procedures/, then the standard modules.
    private List<string> ModuleRoots(ResolvedConfiguration configuration)
    {
        ConfigurationFile? project = configuration.Files.FirstOrDefault(file => file.Layer == ConfigurationLayer.Project);
        return project is null
            ? [paths.StandardModules]
            : [Path.Combine(Path.GetDirectoryName(project.RealPath)!, "..", "procedures"), paths.StandardModules];
    }
}
