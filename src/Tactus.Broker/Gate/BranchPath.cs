using System.Globalization;

namespace Tactus.Broker.Gate;

/// <summary>The grammar of branch names: <c>main</c>, then any number of <c>/POSITION.LABEL</c>.</summary>
internal static class BranchPath
{
    public const string Main = "main";

    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>Splits a branch into the branch that opened it and the position there; false for main and for anything malformed.</summary>
    public static bool TrySplit(string branch, out string parent, out long position)
    {
        parent = "";
        position = 0;
        int slash = branch.LastIndexOf('/');
        if (slash < 0 || branch.Length > MaxLength)
        {
            return false;
        }

        ReadOnlySpan<char> last = branch.AsSpan(slash + 1);
        int dot = last.IndexOf('.');
        if (dot <= 0 || last[0] == '0' || !IsLabel(last[(dot + 1)..])
            || !long.TryParse(last[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out position))
        {
            return false;
        }

        parent = branch[..slash];
        return true;
    }

    /// <summary>True when a name follows the grammar down to <c>main</c>.</summary>
    public static bool IsValid(string branch)
    {
        string rest = branch;
        while (TrySplit(rest, out string parent, out _))
        {
            rest = parent;
        }

        return rest == Main;
    }

    private static bool IsLabel(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (character is not (>= 'a' and <= 'z'))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 16;
    }
}
