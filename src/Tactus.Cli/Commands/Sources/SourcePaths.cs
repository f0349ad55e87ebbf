using Tactus.Engine.Procedures;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Sources;

/// <summary>The <c>.tac</c> files that a command was given: files as named, directories with all below them.</summary>
internal static class SourcePaths
{
    private const string Pattern = "*.tac";

    // A link could lead out of the directory that was named, or around in a circle.
    private static readonly EnumerationOptions s_recursive = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>The files, each once, in the order given; those of a directory sorted.</summary>
    /// <exception cref="TactusException">TAC7030: nothing is there. TAC7031: a directory holds none.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> given, string workingDirectory)
    {
        var found = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (string path in given)
        {
            string full = Path.GetFullPath(path, workingDirectory);
            if (Directory.Exists(full))
            {
                string[] below = [.. Directory.EnumerateFiles(full, Pattern, s_recursive).Select(file => Path.Combine(path, Path.GetRelativePath(full, file))).Order(StringComparer.Ordinal)];
                if (below.Length == 0)
                {
                    throw new TactusException("TAC7031", $"there is no .tac file below '{path}'", "name a file, or another directory", path);
                }

                Array.ForEach(below, file => found.TryAdd(file, true));
            }
            else if (File.Exists(full))
            {
                found.TryAdd(path, true);
            }
            else
            {
                throw new TactusException("TAC7030", $"there is no file '{path}'", "check the path", path);
            }
        }

        return [.. found.Keys];
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TactusException">TAC7032: it cannot be read, or is larger than a bundle may be.</exception>
    public static byte[] Read(string path, string workingDirectory)
    {
        try
        {
            using FileStream file = File.OpenRead(Path.GetFullPath(path, workingDirectory));
            return Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException("TAC7032", $"'{path}' cannot be read: {error.Message}", "check its permissions", path, inner: error);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="TactusException">TAC7032: it holds more than a bundle may.</exception>
    public static byte[] Read(Stream stream, string name)
    {
        using var content = new MemoryStream();
        byte[] buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > ProcedureReader.MaxBundleBytes)
            {
                throw new TactusException("TAC7032", $"'{name}' is larger than the {ProcedureReader.MaxBundleBytes} bytes that a procedure may have", "split it into modules", name);
            }
        }

        return content.ToArray();
    }
}
