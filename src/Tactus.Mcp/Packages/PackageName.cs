namespace Tactus.Mcp.Packages;

/// <summary>Names of npm packages: <c>name</c> or <c>@scope/name</c>.</summary>
internal static class PackageName
{
    private const int Longest = 214;

    /// <summary>Says what is wrong with a name, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string name)
    {
        string[] parts = (name.StartsWith('@') ? name[1..] : name).Split('/');
        bool isShaped = parts.Length == (name.StartsWith('@') ? 2 : 1) && name.Length <= Longest;
        return isShaped && parts.All(IsPart) ? null : "is no name of an npm package";
    }

    /// <summary>The name of the folder that a package is kept in.</summary>
    public static string FolderOf(string name) => name.TrimStart('@').Replace('/', '+');

    private static bool IsPart(string part) =>
        part.Length > 0 && (char.IsAsciiLetterLower(part[0]) || char.IsAsciiDigit(part[0]))
        && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
}
