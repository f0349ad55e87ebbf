using Tactus.Protocol;

namespace Tactus.Cli.Commands.Formatting;

/// <summary>Replaces the content of a file at once: whoever reads it meanwhile sees the old or the new one, whole.</summary>
internal static class ReplacedFile
{
    private const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Writes the content beside the file and renames it over the file. The mode stays; a link stays and its target is replaced.</summary>
    /// <exception cref="TactusException">TAC7033: it is read-only, or cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        try
        {
            string target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            UnixFileMode mode = File.GetUnixFileMode(target);
            if ((mode & Writable) == UnixFileMode.None)
            {
                // A rename would get past it, and so would root.
                throw new TactusException("TAC7033", $"'{path}' is read-only", $"chmod u+w {path}", path);
            }

            string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
            try
            {
                using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
                {
                    file.Write(content);
                    file.Flush(flushToDisk: true);
                }

                // The process's mask may have taken bits away.
                File.SetUnixFileMode(temporary, mode);
                File.Move(temporary, target, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException("TAC7033", $"'{path}' cannot be written: {error.Message}", "check the permissions of the file and its directory", path, inner: error);
        }
    }
}
