namespace Tactus.Configuration.Files;

/// <summary>Resolves links.</summary>
internal static class RealPath
{
    /// <summary>The path with all links resolved, or null when there is nothing at it.</summary>
    /// <exception cref="IOException">There is something, and it cannot be opened.</exception>
    public static string? Of(string path)
    {
        using var handle = NativeFiles.OpenForReading(path);
        return handle is null ? null : NativeFiles.RealPathOf(handle);
    }
}
