namespace Tactus.Broker.Branches;

/// <summary>What a branch is: the last word of its name.</summary>
internal static class BranchLabel
{
    /// <summary>The inside of a checkpoint; no entry opens it, and the checkpoint's own entry closes it.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>A sub-procedure, opened by an entry.</summary>
    public const string Procedure = "procedure";

    /// <summary>One branch of a Parallel, opened by an entry.</summary>
    public const string Branch = "branch";

    /// <summary>True for the labels of branches that an entry opens.</summary>
    public static bool IsOpenedByEntry(string label) => label is Procedure or Branch;
}
