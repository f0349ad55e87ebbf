using Tactus.Configuration.Problems;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;

namespace Tactus.Configuration.Reading;

/// <summary>Reads one volume, <c>HOST:TARGET[:ro|rw]</c>.</summary>
internal static class VolumeReader
{
    public static VolumeGrant? Read(ReadContext context, string key, string text, YamlMark mark)
    {
        if (Parse(context.BaseDirectory, text, out var problem) is { } volume)
        {
            return volume;
        }

        context.Problems.Add(ProblemCodes.WrongVolume, $"{key}: \"{text}\" {problem}.", mark, "Write HOST:TARGET or HOST:TARGET:rw, for instance ./data:/data:ro.");
        return null;
    }

    private static VolumeGrant? Parse(string baseDirectory, string text, out string? problem)
    {
        problem = null;
        var parts = text.Split(':');
        if (parts.Length is < 2 or > 3)
        {
            problem = "is not of the form HOST:TARGET[:ro|rw]";
            return null;
        }

        if (parts.Length == 3 && parts[2] is not ("ro" or "rw"))
        {
            problem = $"ends in \"{parts[2]}\" instead of ro or rw";
            return null;
        }

        var host = parts[0];
        if (host.Length == 0 || host[0] is not ('/' or '.'))
        {
            problem = host.StartsWith('~')
                ? "begins with ~, which is a shell's abbreviation and is not expanded"
                : "names no directory; it must begin with / or ./";
            return null;
        }

        if (VolumeTarget.FindProblem(parts[1]) is { } targetProblem)
        {
            problem = $"has a target that {targetProblem}";
            return null;
        }

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(host, baseDirectory));
        return new VolumeGrant(path, parts[1], ReadOnly: parts.Length < 3 || parts[2] == "ro");
    }
}
