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

    /// <summary>Forgets a branch that ended, and checkpoints in it that were given up half done.</summary>
    public void Close(Branch branch)
    {
        _open.Remove(branch.Handle);
        string inside = branch.Path + "/";
        foreach (Branch other in _open.Values.Where(other => other.Path.StartsWith(inside, StringComparison.Ordinal)).ToList())
        {
            _open.Remove(other.Handle);
        }
    }

    private Branch Add(string path, Branch? parent, RecordSnapshot? before)
    {
        _last++;
        var branch = new Branch(_last, path, parent) { Before = before };
        _open.Add(_last, branch);
        return branch;
    }
}
