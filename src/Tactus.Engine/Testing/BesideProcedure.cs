using System.Text;
using Tactus.Configuration.Files;
using Tactus.Protocol;

namespace Tactus.Engine.Testing;

/// <summary>Reads what a procedure's tests name: a specification, a dataset. A procedure is untrusted, so only what lies beneath its own folder.</summary>
public static class BesideProcedure
{
    /// <summary>Most bytes of one file: 16 MiB.</summary>
    public const long MaxBytes = 16 * 1024 * 1024;

    private const string Code = "TAC1516";

    /// <summary>Reads a text file.</summary>
    /// <param name="directory">The folder of the file that names it.</param>
    /// <param name="path">The path as it is named, relative to the folder.</param>
    /// <param name="file">The file that names it, for the error.</param>
    /// <param name="line">The line that does.</param>
    /// <exception cref="TactusException">TAC1516: it lies elsewhere, is a link, or cannot be read.</exception>
    public static string ReadText(string directory, string path, string file, int line)
    {
        string[] parts = path.Split('/').Where(part => part is not ("" or ".")).ToArray();
        if (path.StartsWith('/') || parts.Length == 0 || parts.Contains("..", StringComparer.Ordinal) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new TactusException(Code, $"'{path}' does not lie beneath the folder of '{file}'", "name a file beneath it by a relative path", file, line);
        }

        string full = directory;
        foreach (string part in parts)
        {
            full = Path.Combine(full, part);
            if (new FileInfo(full).LinkTarget is not null)
            {
                throw new TactusException(Code, $"'{path}' leads through a symbolic link", "put the file itself there", file, line);
            }
        }

        try
        {
            using FileStream stream = PlainFile.OpenRead(full);
            if (stream.Length > MaxBytes)
            {
                throw new TactusException(Code, $"'{path}' is {stream.Length} bytes long; the most is {MaxBytes}", "split it", file, line);
            }

            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException(Code, $"'{path}' cannot be read: {error.Message}", "check the path, which is relative to the folder of the file that names it", file, line, inner: error);
        }
    }
}
