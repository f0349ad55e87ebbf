using Tactus.Policy.Paths;

namespace Tactus.Broker.Files;

/// <summary>Which names of the file system a run can see.</summary>
internal static class FileNames
{
    /// <summary>Starts the name of a file that is being written and will be renamed.</summary>
    public const string TemporaryPrefix = ".tactus-write-";

    /// <summary>True when a name shows in listings: it could be asked for, and it is no control file.</summary>
    public static bool IsVisible(string name) =>
        IsAskable(name) && !ControlFiles.IsHiddenName(name) && !name.StartsWith(TemporaryPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a component of the path is a control file or a temporary one.</summary>
    public static bool IsHidden(string path) =>
        ControlFiles.IsHidden(path) || path.Split('/').Any(name => name.StartsWith(TemporaryPrefix, StringComparison.OrdinalIgnoreCase));

    // Bytes that are not UTF-8 decode to U+FFFD; ProcedurePath refuses that and control characters, so such a file cannot be named.
    private static bool IsAskable(string name)
    {
        foreach (char character in name)
        {
            if (char.IsControl(character) || character == '\uFFFD')
            {
                return false;
            }
        }

        return true;
    }
}
