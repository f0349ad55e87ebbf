using System.Globalization;

namespace Tactus.Journal;

/// <summary>Reads what the path of a branch tells: <c>main/3.checkpoint/2.procedure</c> is a sub-procedure inside of a checkpoint.</summary>
internal static class BranchPath
{
    /// <summary>The label of the inside of a checkpoint.</summary>
    public const string Checkpoint = "checkpoint";

    private const string CheckpointSuffix = "." + Checkpoint;

    /// <summary>False when a branch surely lies in no checkpoint.</summary>
    public static bool MayBeInCheckpoint(string branch) => branch.Contains(CheckpointSuffix, StringComparison.Ordinal);

    /// <summary>Where the checkpoints that a branch lies in have their own entries, outermost first.</summary>
    /// <param name="branch">The branch's path.</param>
    public static IEnumerable<EntryKey> EnclosingCheckpoints(string branch)
    {
        for (var slash = branch.IndexOf('/', StringComparison.Ordinal); slash >= 0;)
        {
            var next = branch.IndexOf('/', slash + 1);
            var segment = branch[(slash + 1)..(next < 0 ? branch.Length : next)];
            if (segment.EndsWith(CheckpointSuffix, StringComparison.Ordinal)
                && long.TryParse(segment.AsSpan(0, segment.Length - CheckpointSuffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                yield return new EntryKey(branch[..slash], position);
            }

            slash = next;
        }
    }
}
