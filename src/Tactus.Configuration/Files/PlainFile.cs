using Microsoft.Win32.SafeHandles;

namespace Tactus.Configuration.Files;

/// <summary>Opens plain files and nothing else: a FIFO would hold its reader for ever, and a device need not end.</summary>
public static class PlainFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">Its path; links are followed.</param>
    /// <exception cref="IOException">There is none, it cannot be opened, or it is no plain file.</exception>
    public static FileStream OpenRead(string path)
    {
        SafeFileHandle handle = NativeFiles.OpenForReading(path) ?? throw new FileNotFoundException("there is no such file", path);
        if (NativeFiles.Describe(handle).IsRegular)
        {
            return new FileStream(handle, FileAccess.Read);
        }

        handle.Dispose();
        throw new IOException("it is no plain file");
    }
}
