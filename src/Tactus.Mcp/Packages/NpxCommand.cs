using System.Diagnostics.CodeAnalysis;

namespace Tactus.Mcp.Packages;

/// <summary>A command that runs an npm package: <c>npx [-y] PACKAGE[@VERSION] ARGUMENT…</c>.</summary>
/// <param name="Package">The package's name, without a version.</param>
/// <param name="Version">The version or range that the command asks for, or null.</param>
/// <param name="Arguments">What the program gets.</param>
internal sealed record NpxCommand(string Package, string? Version, IReadOnlyList<string> Arguments)
{
    private static readonly string[] s_options = ["-y", "--yes", "-q", "--quiet"];

    /// <summary>Reads a command; false when it runs no npm package.</summary>
    public static bool TryParse(IReadOnlyList<string> argv, [NotNullWhen(true)] out NpxCommand? command)
    {
        command = null;
        if (argv is not ["npx", ..])
        {
            return false;
        }

        string[] rest = [.. argv.Skip(1).SkipWhile(s_options.Contains)];
        if (rest.Length == 0 || PackageName.FindProblem(NameOf(rest[0])) is not null)
        {
            return false;
        }

        string name = NameOf(rest[0]);
        command = new NpxCommand(name, rest[0].Length > name.Length + 1 ? rest[0][(name.Length + 1)..] : null, rest[1..]);
        return true;
    }

    /// <summary>The package as npm is asked for it.</summary>
    public string Specification => Version is null ? Package : $"{Package}@{Version}";

    /// <summary>True unless the command asks for another exact version. What a range or a tag means was decided when it was installed.</summary>
    public bool Accepts(string installed) => Version is null || !System.Version.TryParse(Version, out _) || Version == installed;

    private static string NameOf(string specification)
    {
        int at = specification.IndexOf('@', Math.Min(1, specification.Length));
        return at < 0 ? specification : specification[..at];
    }
}
