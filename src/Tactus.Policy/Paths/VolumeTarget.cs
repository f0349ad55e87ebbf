using Tactus.Policy.Data;

namespace Tactus.Policy.Paths;

/// <summary>Checks where a volume may appear to a procedure.</summary>
public static class VolumeTarget
{
    private static readonly IReadOnlyList<ReasonedEntry> Reserved = ReasonedList.Load("reserved-targets.list");

    /// <summary>Says what is wrong with a target, or null when nothing is.</summary>
    /// <param name="target">Absolute path as the procedure shall see it.</param>
    public static string? FindProblem(string target)
    {
        if (target.Length < 2 || target[0] != '/' || target[^1] == '/')
        {
            return "must be an absolute path without a trailing slash, for instance /data";
        }

        if (target.Any(char.IsControl) || target[1..].Split('/').Any(component => component is "" or "." or ".."))
        {
            return "must be a plain path without \".\", \"..\", empty components or control characters";
        }

        foreach (var (entry, reason) in Reserved)
        {
            if (target == entry || target.StartsWith(entry + "/", StringComparison.Ordinal))
            {
                return $"may not be {entry} or beneath it ({reason})";
            }
        }

        return ControlFiles.IsHidden(target) ? "may not contain the name of a control file" : null;
    }
}
