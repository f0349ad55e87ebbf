using Tactus.Policy.Data;

namespace Tactus.Policy.Environment;

/// <summary>Checks the names of environment variables.</summary>
public static class VariableName
{
    private const int MaxLength = 128;

    private static readonly ReasonedPattern[] Reserved = ReasonedPattern.Load("reserved-variables.list");

    /// <summary>Says what is wrong with a name, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string name)
    {
        var isName = name.Length is > 0 and <= MaxLength
            && !char.IsAsciiDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return isName ? null : $"must have 1 to {MaxLength} ASCII letters, digits and \"_\", and not begin with a digit";
    }

    /// <summary>The reason why a procedure's environment may not set this name, or null when it may.</summary>
    public static ReasonedEntry? FindReserved(string name) => ReasonedPattern.Find(Reserved, name);
}
