namespace Tactus.Configuration.Files;

/// <summary>Opens files that a stranger may have put there.</summary>
public static class RegularFile
{
    /// <summary>Opens a regular file for reading. Never waits, as opening a pipe that nobody writes would.</summary>
    /// <exception cref="IOException">It is not there, cannot be opened, or is no regular file.</exception>
    public static FileStream OpenForReading(string path)
    {
        var handle = NativeFiles.OpenForReading(path) ?? throw new FileNotFoundException($"there is no file {path}");
        try
        {
            return NativeFiles.Describe(handle).IsRegular
                ? new FileStream(handle, FileAccess.Read)
                : throw new IOException("it is not a regular file");
        }
        catch (IOException)
        {
            handle.Dispose();
            throw;
        }
    }
}
