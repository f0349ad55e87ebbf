using Tactus.Configuration.Problems;
using Tactus.Protocol;

namespace Tactus.Configuration.Files;

/// <summary>Where the configuration of a project and of a procedure lie.</summary>
internal static class ProjectFile
{
    /// <summary>The project's control directory.</summary>
    public const string Directory = ".tactus";

    private const string Name = "config.yml";
    private const string MisnamedName = "config.yaml";

    /// <summary>True when a path is that of a project's configuration.</summary>
    public static bool IsOne(string path) => path.EndsWith($"/{Directory}/{Name}", StringComparison.Ordinal);

    /// <summary>The nearest <c>.tactus/config.yml</c> from a directory upward, or null.</summary>
    /// <exception cref="TactusException">TAC4036: there is a <c>config.yaml</c> instead, which would be ignored.</exception>
    public static string? FindUpward(string directory)
    {
        for (var current = directory; current is not null; current = Path.GetDirectoryName(current))
        {
            var control = Path.Combine(current, Directory);
            var file = Path.Combine(control, Name);
            if (Path.Exists(file))
            {
                return file;
            }

            RefuseMisnamed(Path.Combine(control, MisnamedName), file);
        }

        return null;
    }

    /// <summary>The project configuration that another one, nearer to the procedure, hides; null when it hides none.</summary>
    public static string? FindHiddenBy(string file)
    {
        var project = Path.GetDirectoryName(Path.GetDirectoryName(file));
        for (var current = Path.GetDirectoryName(project); current is not null; current = Path.GetDirectoryName(current))
        {
            var candidate = Path.Combine(current, Directory, Name);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The sidecar of a procedure, or null.</summary>
    /// <exception cref="TactusException">TAC4036: there is one under a name that would be ignored.</exception>
    public static string? FindSidecar(string procedurePath)
    {
        var file = procedurePath + ".yml";
        if (Path.Exists(file))
        {
            return file;
        }

        RefuseMisnamed(procedurePath + ".yaml", file);
        return null;
    }

    private static void RefuseMisnamed(string path, string right)
    {
        if (Path.Exists(path))
        {
            throw new TactusException(ProblemCodes.MisnamedFile, $"{path} is never read, because of its name.", $"Rename it to {Path.GetFileName(right)}.", path);
        }
    }
}
