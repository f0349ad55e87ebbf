using System.Globalization;

namespace Tactus.Broker.Branches;

/// <summary>The grammar of branch names: <c>main</c>, then any number of <c>/POSITION.LABEL</c>.</summary>
internal static class BranchPath
{
    public const string Main = "main";

    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>The name of the branch with a label at a position of another.</summary>
    public static string Child(string parent, long position, string label) => string.Create(CultureInfo.InvariantCulture, $"{parent}/{position}.{label}");

    /// <summary>Takes the last part of a name off; false for main and for anything malformed there.</summary>
    public static bool TrySplit(string branch, out BranchName name)
    {
        name = default;
        int slash = branch.LastIndexOf('/');
        if (slash < 0 || branch.Length > MaxLength)
        {
            return false;
        }

        ReadOnlySpan<char> last = branch.AsSpan(slash + 1);
        int dot = last.IndexOf('.');
        if (dot <= 0 || last[0] == '0' || FindLabel(last[(dot + 1)..]) is not { } label
            || !long.TryParse(last[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out long position))
        {
            return false;
        }

        name = new BranchName(branch[..slash], position, label);
        return true;
    }

    /// <summary>True when a name follows the grammar down to <c>main</c>.</summary>
    public static bool IsValid(string branch)
    {
        string rest = branch;
        while (TrySplit(rest, out BranchName name))
        {
            rest = name.Parent;
        }

        return rest == Main;
    }

    /// <summary>The innermost checkpoint that a well-formed name lies in, itself included, or null.</summary>
    public static string? FindCheckpoint(string branch)
    {
        string rest = branch;
        while (TrySplit(rest, out BranchName name))
        {
            if (name.Label == BranchLabel.Checkpoint)
            {
                return rest;
            }

            rest = name.Parent;
        }

        return null;
    }

    private static string? FindLabel(ReadOnlySpan<char> text) => text switch
    {
        BranchLabel.Checkpoint => BranchLabel.Checkpoint,
        BranchLabel.Procedure => BranchLabel.Procedure,
        BranchLabel.Branch => BranchLabel.Branch,
        _ => null,
    };
}
