namespace Tactus.Language.Running;

/// <summary>The open branches of a run, by the handles that the prelude holds.</summary>
internal sealed class BranchTable
{
    private readonly Dictionary<int, Branch> _open = [];
    private int _last;

    /// <summary>Starts with the main branch, whose handle is 1.</summary>
    public BranchTable() => Add("main", null, null);

    /// <summary>The branch of a handle.</summary>
    /// <exception cref="InvalidOperationException">The prelude named a branch that is not open: a defect of the prelude.</exception>
    public Branch this[int handle] =>
        _open.TryGetValue(handle, out Branch? branch) ? branch : throw new InvalidOperationException($"branch {handle} is not open");

    /// <summary>The path of the inside of a checkpoint, named by the position that the checkpoint itself will take.</summary>
    public static string CheckpointPath(Branch parent) => $"{parent.Path}/{parent.Position + 1}.checkpoint";

    /// <summary>Opens the branch inside a checkpoint.</summary>
    public Branch OpenCheckpoint(Branch parent, RecordSnapshot before) => Add(CheckpointPath(parent), parent, before);

    /// <summary>Opens the branch of a task, named by the position of the entry that was just recorded for it.</summary>
    /// <param name="parent">The branch whose last entry is the opening one.</param>
    /// <param name="label">What it is: <c>procedure</c> or <c>branch</c>.</param>
    public Branch OpenTask(Branch parent, string label) => Add($"{parent.Path}/{parent.Position}.{label}", parent, null);

    /// <summary>Whether a branch is open: one whose wait nobody awaited may come to its end after the checkpoint around it.</summary>
    public bool IsOpen(int handle) => _open.ContainsKey(handle);

    /// <summary>Forgets a checkpoint that ended with everything inside of it, or the branch of a task with the checkpoints in it that were given up half done.</summary>
    public void Close(Branch branch)
    {
        _open.Remove(branch.Handle);
        foreach (Branch other in _open.Values.Where(other => EndsWith(other.Path, branch)).ToList())
        {
            _open.Remove(other.Handle);
        }
    }

    // Tasks that a task opened have branches of their own, and end on their own.
    private static bool EndsWith(string path, Branch branch)
    {
        if (!path.StartsWith(branch.Path + "/", StringComparison.Ordinal))
        {
            return false;
        }

        int end = path.IndexOf('/', branch.Path.Length + 1);
        ReadOnlySpan<char> next = path.AsSpan(branch.Path.Length, (end < 0 ? path.Length : end) - branch.Path.Length);
        return branch.Before is not null || next.EndsWith(".checkpoint", StringComparison.Ordinal);
    }

    private Branch Add(string path, Branch? parent, RecordSnapshot? before)
    {
        _last++;
        var branch = new Branch(_last, path, parent) { Before = before };
        _open.Add(_last, branch);
        return branch;
    }
}
