using Tactus.Configuration.Problems;
using Tactus.Protocol;

namespace Tactus.Configuration.Files;

/// <summary>Resolves links.</summary>
public static class RealPath
{
    /// <summary>The path with all links resolved, or null when there is nothing at it.</summary>
    /// <exception cref="TactusException">TAC4001: there is something, and it cannot be opened.</exception>
    public static string? Of(string path)
    {
        try
        {
            using var handle = NativeFiles.OpenForReading(path);
            return handle is null ? null : NativeFiles.RealPathOf(handle);
        }
        catch (IOException e)
        {
            throw new TactusException(ProblemCodes.Unreadable, $"{path} cannot be read: {e.Message.TrimEnd('.')}.", "Check its permissions.", path, inner: e);
        }
    }
}
