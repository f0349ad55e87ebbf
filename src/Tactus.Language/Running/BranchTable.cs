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

    /// <summary>Opens the branch inside a checkpoint, named by the position that the checkpoint itself will take.</summary>
    public Branch OpenCheckpoint(Branch parent, RecordSnapshot before) =>
        Add($"{parent.Path}/{parent.Position + 1}.checkpoint", parent, before);

    /// <summary>Forgets a branch that ended.</summary>
    public void Close(Branch branch) => _open.Remove(branch.Handle);

    private Branch Add(string path, Branch? parent, RecordSnapshot? before)
    {
        _last++;
        var branch = new Branch(_last, path, parent) { Before = before };
        _open.Add(_last, branch);
        return branch;
    }
}
