using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Questions;

/// <summary>Describes files of a run's workspace as the answer to an upload. The files stay where they are.</summary>
/// <param name="workspace">Absolute path of the workspace.</param>
internal sealed class AnsweredFiles(string workspace)
{
    private const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv", [".gif"] = "image/gif", [".html"] = "text/html", [".jpeg"] = "image/jpeg", [".jpg"] = "image/jpeg",
        [".json"] = "application/json", [".md"] = "text/markdown", [".pdf"] = "application/pdf", [".png"] = "image/png", [".svg"] = "image/svg+xml",
        [".tsv"] = "text/tab-separated-values", [".txt"] = "text/plain", [".webp"] = "image/webp", [".xml"] = "application/xml",
        [".yaml"] = "application/yaml", [".yml"] = "application/yaml", [".zip"] = "application/zip",
    };

    /// <summary>The file as <c>{path, name, size, mime_type}</c>; the path as the procedure will see it.</summary>
    /// <param name="path">As the person wrote it: absolute, or beneath the workspace.</param>
    /// <exception cref="TactusException">TAC7208: it is no file of the workspace.</exception>
    public Value Describe(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path, workspace));
        string relative = Path.GetRelativePath(workspace, file.FullName);
        if (relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative))
        {
            throw new TactusException(
                "TAC7208", $"'{path}' lies outside the workspace {workspace}", "copy it into the workspace: the procedure reads it there");
        }

        if (!file.Exists)
        {
            throw new TactusException("TAC7208", $"there is no file '{path}' in the workspace {workspace}", "name a file that is there");
        }

        return Value.MapOf(
            ("path", Value.Of(relative)), ("name", Value.Of(file.Name)), ("size", Value.Of(file.Length)),
            ("mime_type", Value.Of(s_types.GetValueOrDefault(file.Extension, Unknown))));
    }
}
