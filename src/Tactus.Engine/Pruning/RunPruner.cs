using Tactus.Engine.Hosting;
using Tactus.Journal;

namespace Tactus.Engine.Pruning;

/// <summary>Removes old runs, and what they kept beside the journal.</summary>
/// <param name="store">The journal.</param>
/// <param name="paths">Where things lie.</param>
internal sealed class RunPruner(IRunStore store, TactusPaths paths)
{
    /// <summary>Removes them.</summary>
    public async Task<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken)
    {
        PruneResult result = await store.PruneAsync(query, cancellationToken);
        foreach (string folder in query.DryRun ? [] : result.RunIds.Select(paths.RunFolder).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        return result;
    }
}
