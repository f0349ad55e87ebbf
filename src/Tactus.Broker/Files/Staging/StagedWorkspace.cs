using System.Text;
using System.Text.Unicode;
using Tactus.Broker.Gate;
using Tactus.Protocol;

namespace Tactus.Broker.Files.Staging;

/// <summary>A workspace whose run wrote aside: what it changed, to be looked at, applied or discarded by a person.</summary>
/// <remarks>Belongs to one run and is used by one process at a time. Not thread-safe, except through the broker.</remarks>
public sealed class StagedWorkspace : IDisposable
{
    private const int MaxDiffBytes = 1 << 20;

    private readonly DirectTree _below;
    private readonly StagedStore _store;

    private StagedWorkspace(DirectTree below, StagedStore store)
    {
        _below = below;
        _store = store;
        Tree = new StagedTree(below, store);
    }

    internal IFileTree Tree { get; }

    /// <summary>Opens a staged workspace; makes it when nothing is staged yet.</summary>
    /// <param name="workspacePath">The workspace on the host, absolute.</param>
    /// <param name="stagingPath">Where the run's changes are kept, absolute.</param>
    /// <exception cref="TactusException">One of them cannot be opened (TAC3220, TAC3222).</exception>
    public static StagedWorkspace Open(string workspacePath, string stagingPath) =>
        new(DirectTree.Open(workspacePath), new StagedStore(stagingPath));

    /// <summary>What the run changed, by path.</summary>
    /// <exception cref="TactusException">A file of the workspace cannot be read (TAC3223).</exception>
    public IReadOnlyList<StagedChange> Diff() => Reading(() => _store.Records.Values.Select(Describe).ToList());

    /// <summary>Makes the changes in the workspace. A file that someone changed meanwhile stops all of it, before anything is changed.</summary>
    /// <returns>The paths that were changed.</returns>
    /// <exception cref="TactusException">A file changed meanwhile (TAC3221), or cannot be read or written (TAC3223). What was applied before
    /// that stays applied, and a second call goes on from there.</exception>
    public IReadOnlyList<string> Apply() => Reading(() =>
    {
        List<StagedRecord> records = [.. _store.Records.Values];
        List<string> conflicts = [.. records.Where(IsConflict).Select(record => record.Path)];
        if (conflicts.Count > 0)
        {
            throw new TactusException(
                "TAC3221", $"{conflicts.Count} of the staged files changed in the workspace meanwhile: {string.Join(", ", conflicts.Take(10))}",
                "look at `tactus runs diff`; put the files back, or discard the run's changes");
        }

        // Removals first, the deepest before what holds it: a file can stand where a directory was, and the other way round.
        foreach (StagedRecord record in records.Where(one => one.IsRemoved).OrderByDescending(one => one.Path.Length))
        {
            _below.Remove(record.Path);
            _store.Forget(record.Path);
        }

        foreach (StagedRecord record in records.Where(one => !one.IsRemoved))
        {
            if (record.BaseHash == StagedHash.Directory)
            {
                _below.Remove(record.Path);
            }

            _below.Write(record.Path, File.ReadAllBytes(_store.ContentFile(record.Path)), "apply");
            _store.Forget(record.Path);
        }

        return records.ConvertAll(record => record.Path);
    });

    /// <summary>Forgets every change.</summary>
    /// <returns>The paths whose changes are gone.</returns>
    public IReadOnlyList<string> Discard()
    {
        List<string> paths = [.. _store.Records.Keys];
        paths.ForEach(_store.Forget);
        return paths;
    }

    /// <inheritdoc/>
    public void Dispose() => _below.Dispose();

    private static T Reading<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (EffectException error)
        {
            throw new TactusException("TAC3223", error.Message, error.Mend.Length == 0 ? null : error.Mend, inner: error);
        }
        catch (IOException error)
        {
            throw new TactusException("TAC3222", $"the staged changes cannot be read: {error.Message}", inner: error);
        }
    }

    private static string? Text(byte[] content) =>
        content.Length <= MaxDiffBytes && Utf8.IsValid(content) && !content.Contains((byte)0) ? Encoding.UTF8.GetString(content) : null;

    private bool IsConflict(StagedRecord record)
    {
        string? now = StagedHash.Of(_below, record.Path);
        return now != record.BaseHash && now != Target(record);
    }

    // Equal to it means that an earlier, interrupted apply has done this one already.
    private string? Target(StagedRecord record) =>
        record.IsRemoved ? null : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_store.ContentFile(record.Path))));

    private StagedChange Describe(StagedRecord record)
    {
        StagedChangeKind kind = record.IsRemoved
            ? StagedChangeKind.Removed
            : record.BaseHash is null or StagedHash.Directory ? StagedChangeKind.Added : StagedChangeKind.Modified;
        string? before = _below.Find(record.Path) is { Kind: FileKind.File } ? Text(_below.Read(record.Path, 0, MaxDiffBytes + 1)) : "";
        string? after = record.IsRemoved ? "" : Text(ReadStaged(record.Path));
        string? diff = before is null || after is null
            ? null
            : LineDiff.Unified(
                kind == StagedChangeKind.Added ? "/dev/null" : $"a/{record.Path}",
                kind == StagedChangeKind.Removed ? "/dev/null" : $"b/{record.Path}",
                before, after);
        return new StagedChange(record.Path, kind, diff, IsConflict(record));
    }

    private byte[] ReadStaged(string path)
    {
        using FileStream file = File.OpenRead(_store.ContentFile(path));
        byte[] content = new byte[(int)Math.Min(file.Length, MaxDiffBytes + 1)];
        file.ReadExactly(content);
        return content;
    }
}
