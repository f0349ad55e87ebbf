using Tactus.Cli.Commands.Testing;
using Tactus.Configuration.Files;
using Tactus.Engine.Procedures;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Sources;

/// <summary>The <c>.tac</c> files that a command was given: files as named, directories with all below them.</summary>
internal static class SourcePaths
{
    /// <summary>The files, each once, in the order given; those of a directory sorted.</summary>
    /// <exception cref="TactusException">TAC7030: there is no such file. TAC7031: no directory holds any. TAC7701: there are too many.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> given, string workingDirectory)
    {
        string[] found = [.. TestFiles.Find(given, workingDirectory).Select(file => file.Path)];
        if (found.Length == 0)
        {
            throw new TactusException("TAC7031", $"there is no .tac file below '{given[0]}'", "name a file, or another directory", given[0]);
        }

        return Array.Find(found, path => !File.Exists(Path.GetFullPath(path, workingDirectory))) is { } missing
            ? throw new TactusException("TAC7030", $"there is no file '{missing}'", "check the path", missing)
            : found;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TactusException">TAC7032: it cannot be read, or is larger than a bundle may be.</exception>
    public static byte[] Read(string path, string workingDirectory)
    {
        try
        {
            using FileStream file = PlainFile.OpenRead(Path.GetFullPath(path, workingDirectory));
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
