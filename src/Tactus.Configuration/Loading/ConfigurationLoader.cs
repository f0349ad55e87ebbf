using Tactus.Configuration.Files;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Trust;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>Reads every file of a run's configuration once and resolves it. Thread-safe.</summary>
public sealed class ConfigurationLoader
{
    private readonly TimeProvider clock;

    /// <summary>Creates the loader.</summary>
    /// <param name="clock">The clock of the trust store.</param>
    public ConfigurationLoader(TimeProvider clock) => this.clock = clock;

    /// <summary>Loads and resolves.</summary>
    /// <exception cref="TactusException">TAC4001 to TAC4037: a file cannot be read or is wrong. With several problems, the first, and how to see the others.</exception>
    public ResolvedConfiguration Load(ConfigurationRequest request)
    {
        var (layers, problems, leftOut) = ReadLayers(request);
        if (problems is [var problem, ..])
        {
            throw problems.Count == 1 ? problem : First(problem, problems.Count - 1, request);
        }

        layers.Add(new SourceLayer(FlagLayer.Read(request.Flags, request.WorkingDirectory), null));
        if (request.Recorded is { } recorded)
        {
            layers = RecordedLayer.Narrow(layers, recorded);
        }

        var store = request.Paths.TrustFile is { } trustFile ? new TrustStore(trustFile, clock) : null;
        var project = layers.Find(layer => layer.File?.Layer == ConfigurationLayer.Project)?.File;
        var hidden = project is null ? null : ProjectFile.FindHiddenBy(Path.GetFullPath(project.DisplayPath, request.WorkingDirectory));
        return new ConfigurationResolution(layers, FindTrusted(request, layers), store, hidden, leftOut).Resolve();
    }

    /// <summary>Says everything that is wrong in the files, the weakest layer first; empty when nothing is.</summary>
    /// <exception cref="TactusException">TAC4036: a file has a name under which it would be ignored.</exception>
    public IReadOnlyList<TactusException> Validate(ConfigurationRequest request) => ReadLayers(request).Problems;

    // Who mends one mistake at a time wants to know that there are others, and how to see them.
    private static TactusException First(TactusException problem, int others, ConfigurationRequest request)
    {
        var all = request.ProcedurePath is { } procedure ? $"tactus config validate --procedure {procedure}" : "tactus config validate";
        var rest = $"{(others == 1 ? "There is 1 other problem" : $"There are {others} other problems")}: {all}";
        return new TactusException(
            problem.Code, problem.Message, problem.Mend is null ? rest : $"{problem.Mend}\n{rest}", problem.File, problem.Line, problem.Column, problem);
    }

    private static (List<SourceLayer> Layers, List<TactusException> Problems, List<TactusException> LeftOut) ReadLayers(ConfigurationRequest request)
    {
        var layers = new List<SourceLayer> { new(DefaultLayer.Instance, null) };
        var problems = new List<TactusException>();
        var leftOut = new List<TactusException>();
        Read(ConfigurationLayer.System, request.Paths.SystemFile);
        Read(ConfigurationLayer.User, request.Paths.UserFile);
        var procedure = request.ProcedurePath is { } path ? Path.GetFullPath(path, request.WorkingDirectory) : null;
        Read(ConfigurationLayer.Project, ProjectFile.FindUpward(procedure is null ? request.WorkingDirectory : Path.GetDirectoryName(procedure)!));
        Read(ConfigurationLayer.Sidecar, procedure is null ? null : ProjectFile.FindSidecar(procedure));
        return (layers, problems, leftOut);

        void Read(ConfigurationLayer layer, string? file)
        {
            var found = new List<TactusException>();
            try
            {
                if (file is not null && ConfigurationFileReader.Read(layer, file, DisplayPath(request.WorkingDirectory, file)) is { } reading)
                {
                    var read = new SourceLayer(FileLayer.Read(reading, found), reading);
                    if (found.Count == 0)
                    {
                        layers.Add(read);
                    }
                }
            }
            catch (TactusException e)
            {
                found.Add(e);
            }

            if (found is [var first, ..] && request.LeavesOutWrongFiles && layer is ConfigurationLayer.Project or ConfigurationLayer.Sidecar)
            {
                leftOut.AddRange(found);
                layers.Add(new SourceLayer(LeftOutLayer.InPlaceOf(layer, first, request.Flags), null));
            }
            else
            {
                problems.AddRange(found);
            }
        }
    }

    private static List<ConfigurationFile> FindTrusted(ConfigurationRequest request, List<SourceLayer> layers)
    {
        var trusted = new List<ConfigurationFile>();
        foreach (var named in request.TrustedForThisRun)
        {
            var path = Path.GetFullPath(named, request.WorkingDirectory);
            var file = layers.Select(layer => layer.File).FirstOrDefault(candidate => candidate is not null && RealPath.Of(path) == candidate.RealPath);
            trusted.Add(file ?? throw new TactusException(
                ProblemCodes.TrustedFileNotUsed, $"{named} is not a configuration file of this run, so trusting it does nothing.", "Name the project's config.yml or the procedure's sidecar.", named));
        }

        return trusted;
    }

    private static string DisplayPath(string workingDirectory, string path)
    {
        var relative = Path.GetRelativePath(workingDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
