using Tactus.Configuration.Files;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Problems;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Configuration.Trust;

/// <summary>Reads a file that a person wants to trust: what <c>tactus trust FILE</c> shows, hashes and records is one reading.</summary>
public static class TrustableFile
{
    private const string SidecarSuffix = ".tac.yml";

    /// <summary>Reads the file and checks that it is whole, so that nobody trusts what no run could use.</summary>
    /// <param name="path">The file, absolute or relative to <paramref name="workingDirectory"/>.</param>
    /// <param name="workingDirectory">Absolute directory that the person works in.</param>
    /// <exception cref="TactusException">
    /// TAC4001: there is no such file; TAC4039: it is neither a sidecar nor a project's configuration; or whatever is wrong in it, the first problem.
    /// </exception>
    public static ConfigurationFile Read(string path, string workingDirectory)
    {
        var absolute = Path.GetFullPath(path, workingDirectory);
        var file = ConfigurationFileReader.Read(LayerOf(absolute, path), absolute, path)
            ?? throw new TactusException(ProblemCodes.Unreadable, $"There is no file {path}.", "Check the path.", path);
        var problems = new List<TactusException>();
        FileLayer.Read(file, problems);
        return problems is [var problem, ..] ? throw problem : file;
    }

    /// <summary>The path under which trust in a file is recorded, also of one that is no longer there.</summary>
    /// <param name="path">The file, absolute or relative to <paramref name="workingDirectory"/>.</param>
    /// <param name="workingDirectory">Absolute directory that the person works in.</param>
    /// <exception cref="TactusException">TAC4001: there is something, and it cannot be opened.</exception>
    public static string RealPathOf(string path, string workingDirectory)
    {
        var absolute = Path.GetFullPath(path, workingDirectory);
        return RealPath.Of(absolute) ?? absolute;
    }

    private static ConfigurationLayer LayerOf(string absolute, string shown)
    {
        if (absolute.EndsWith(SidecarSuffix, StringComparison.Ordinal))
        {
            return ConfigurationLayer.Sidecar;
        }

        return ProjectFile.IsOne(absolute)
            ? ConfigurationLayer.Project
            : throw new TactusException(
                ProblemCodes.NotTrustable, $"{shown} is neither a sidecar nor a project's configuration.", "Name a NAME.tac.yml or a .tactus/config.yml.", shown);
    }
}
