using Tactus.Configuration.Files;
using Tactus.Configuration.Loading;
using Tactus.Engine.Procedures;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Runs;

/// <summary>The files that a run was started from, kept with it: they outlive every edit on the disk.</summary>
internal static class RecordedFiles
{
    private const string ProcedureRole = "procedure";
    private const string ModuleRole = "module";
    private const string ConfigurationRole = "configuration";

    /// <summary>Lists the files of a bundle and of a configuration.</summary>
    /// <param name="bundle">The procedure and its modules.</param>
    /// <param name="configuration">The configuration files that were used.</param>
    /// <param name="procedure">Name of the procedure in the file that runs; empty for <c>main</c>.</param>
    public static IReadOnlyList<RunFile> Of(ProcedureBundle bundle, ResolvedConfiguration configuration, string procedure = "") =>
    [
        new RunFile(ProcedureRole, procedure, bundle.Main.DisplayPath, bundle.Main.FullPath, Convert.FromHexString(bundle.Main.Hash)),
        .. bundle.Modules.Select(module => new RunFile(ModuleRole, module.Module, module.DisplayPath, module.FullPath, Convert.FromHexString(module.Hash))),
        .. configuration.Files.Select(file => new RunFile(
            ConfigurationRole, file.Layer.ToString().ToLowerInvariant(), file.DisplayPath, file.RealPath, Convert.FromHexString(file.Sha256))),
    ];

    /// <summary>Puts the contents into the journal's queue, in front of the record that names them: one commit takes them all.</summary>
    /// <returns>Completes when they are on disk.</returns>
    public static Task KeepAsync(IRunStore store, ProcedureBundle bundle, ResolvedConfiguration configuration, CancellationToken cancellationToken)
    {
        IEnumerable<ReadOnlyMemory<byte>> contents =
        [
            bundle.Main.Content,
            .. bundle.Modules.Select(module => (ReadOnlyMemory<byte>)module.Content),
            .. configuration.Files.Select(file => file.Bytes),
        ];
        return Task.WhenAll(contents.Select(content => store.PutBlobAsync(content, cancellationToken).AsTask()));
    }

    /// <summary>The procedure and its modules as they were recorded.</summary>
    /// <exception cref="TactusException">TAC6313: the record does not hold them.</exception>
    public static async Task<ProcedureBundle> ReadAsync(IRunStore store, RunRecord run, CancellationToken cancellationToken)
    {
        ProcedureSource? main = null;
        List<ProcedureSource> modules = [];
        foreach (RunFile file in run.Files.Where(file => file.Role is ProcedureRole or ModuleRole))
        {
            byte[] content = await store.FindBlobAsync(file.Hash, cancellationToken) ?? throw Missing(run.Id, file.DisplayPath);
            if (file.Role == ProcedureRole)
            {
                main = new ProcedureSource(file.DisplayPath, "", file.FullPath, content);
            }
            else
            {
                modules.Add(new ProcedureSource(file.DisplayPath, file.Name, file.FullPath, content));
            }
        }

        return new ProcedureBundle(run.ProcedurePath, main ?? throw Missing(run.Id, run.ProcedurePath), modules);
    }

    /// <summary>Name of the procedure that runs, in a file that declares several; empty for <c>main</c>.</summary>
    public static string ProcedureName(RunRecord run) => run.Files.FirstOrDefault(file => file.Role == ProcedureRole)?.Name ?? "";

    /// <summary>The configuration files that were used.</summary>
    public static IEnumerable<RunFile> ConfigurationOf(RunRecord run) => run.Files.Where(file => file.Role == ConfigurationRole);

    private static TactusException Missing(string runId, string path) => new(
        "TAC6313", $"run {runId} was recorded without its file '{path}'", $"tactus runs resume {runId} --with-current takes the files as they are now", path);
}
