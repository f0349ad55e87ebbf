using Tactus.Configuration.Files;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Trust;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
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
    /// <exception cref="TactusException">TAC4001 to TAC4037: a file cannot be read or is wrong. With several problems, the first.</exception>
    public ResolvedConfiguration Load(ConfigurationRequest request)
    {
        var (layers, problems) = ReadLayers(request);
        if (problems is [var problem, ..])
        {
            throw problem;
        }

        layers.Add((FlagLayer.Read(request.Flags, request.WorkingDirectory), null));
        var store = request.Paths.TrustFile is { } trustFile ? new TrustStore(trustFile, clock) : null;
        return new ConfigurationResolution(layers, FindTrusted(request, layers), store).Resolve();
    }

    /// <summary>Says everything that is wrong in the files, the weakest layer first; empty when nothing is.</summary>
    /// <exception cref="TactusException">TAC4036: a file has a name under which it would be ignored.</exception>
    public IReadOnlyList<TactusException> Validate(ConfigurationRequest request) => ReadLayers(request).Problems;

    private static (List<(SettingLayer Layer, ConfigurationFile? File)> Layers, List<TactusException> Problems) ReadLayers(ConfigurationRequest request)
    {
        var layers = new List<(SettingLayer, ConfigurationFile?)> { (DefaultLayer.Instance, null) };
        var problems = new List<TactusException>();
        foreach (var (layer, path) in FindFiles(request))
        {
            try
            {
                if (ConfigurationFileReader.Read(layer, path, DisplayPath(request.WorkingDirectory, path)) is { } file)
                {
                    layers.Add((ReadLayer(file, problems), file));
                }
            }
            catch (TactusException e)
            {
                problems.Add(e);
            }
        }

        return (layers, problems);
    }

    private static IEnumerable<(ConfigurationLayer Layer, string Path)> FindFiles(ConfigurationRequest request)
    {
        yield return (ConfigurationLayer.System, request.Paths.SystemFile);
        if (request.Paths.UserFile is { } userFile)
        {
            yield return (ConfigurationLayer.User, userFile);
        }

        var procedure = request.ProcedurePath is { } path ? Path.GetFullPath(path, request.WorkingDirectory) : null;
        if (ProjectFile.FindUpward(procedure is null ? request.WorkingDirectory : Path.GetDirectoryName(procedure)!) is { } projectFile)
        {
            yield return (ConfigurationLayer.Project, projectFile);
        }

        if (procedure is not null && ProjectFile.FindSidecar(procedure) is { } sidecar)
        {
            yield return (ConfigurationLayer.Sidecar, sidecar);
        }
    }

    private static SettingLayer ReadLayer(ConfigurationFile file, List<TactusException> problems)
    {
        var root = StrictYamlReader.Read(file.DisplayPath, SourceText.Decode(file.DisplayPath, file.Bytes.Span));
        var found = new ProblemList(file.DisplayPath);
        var context = new ReadContext(file.Layer, file.DisplayPath, file.BaseDirectory, found);
        var layer = SettingsReader.Read(context, root, isTrusted: file.Layer is ConfigurationLayer.System or ConfigurationLayer.User);
        problems.AddRange(found.Problems);
        return layer;
    }

    private static List<ConfigurationFile> FindTrusted(ConfigurationRequest request, List<(SettingLayer Layer, ConfigurationFile? File)> layers)
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
