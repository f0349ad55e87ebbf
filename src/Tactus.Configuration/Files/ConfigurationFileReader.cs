using Microsoft.Win32.SafeHandles;
using Tactus.Configuration.Problems;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Configuration.Files;

/// <summary>Reads files, each once, from one open descriptor.</summary>
internal static class ConfigurationFileReader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="layer">The layer that it is read for.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="displayPath">The path as a person knows it.</param>
    /// <returns>The reading, or null when there is no such file.</returns>
    /// <exception cref="TactusException">
    /// TAC4001: it cannot be read, or is no regular file; TAC4010: it is too large; TAC4032: it is trusted by its place, and someone else could
    /// write it; TAC4035: it is reached through a link that leads out of its place.
    /// </exception>
    public static ConfigurationFile? Read(ConfigurationLayer layer, string path, string displayPath)
    {
        try
        {
            using var handle = NativeFiles.OpenForReading(path);
            return handle is null ? null : Read(layer, path, displayPath, handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TactusException(
                ProblemCodes.Unreadable, $"{displayPath} cannot be read: {e.Message.TrimEnd('.')}.", "Check its permissions.", displayPath, inner: e);
        }
    }

    /// <summary>Refuses a file that is trusted by its place although someone else could change it.</summary>
    /// <exception cref="TactusException">TAC4032.</exception>
    public static void RefuseWeakFile(FileFacts facts, string realPath, string displayPath)
    {
        if (facts.FindWeakness() is { } weakness)
        {
            throw Weak($"{displayPath} {weakness}", $"chmod go-w {realPath}", displayPath);
        }

        var directory = Path.GetDirectoryName(realPath)!;
        if (NativeFiles.Describe(directory).FindWeakness() is { } directoryWeakness)
        {
            throw Weak($"the directory {directory} {directoryWeakness}", $"chmod go-w {directory}", displayPath);
        }
    }

    private static ConfigurationFile Read(ConfigurationLayer layer, string path, string displayPath, SafeFileHandle handle)
    {
        var facts = NativeFiles.Describe(handle);
        if (!facts.IsRegular)
        {
            throw new TactusException(ProblemCodes.Unreadable, $"{displayPath} is not a regular file.", "Put a plain file there.", displayPath);
        }

        var realPath = NativeFiles.RealPathOf(handle);
        if (layer is ConfigurationLayer.System or ConfigurationLayer.User)
        {
            RefuseWeakFile(facts, realPath, displayPath);
        }
        else
        {
            RefuseLink(path, realPath, displayPath);
            if (layer == ConfigurationLayer.Project)
            {
                RefuseForeignProject(facts, realPath, displayPath);
            }
        }

        return new ConfigurationFile(layer, displayPath, realPath, ReadBytes(handle, displayPath));
    }

    // The search goes upward, into directories where everybody may make names, /tmp above all. Whoever put a project there would choose
    // the modules that a run beneath it loads, and those have the run's whole grant.
    private static void RefuseForeignProject(FileFacts facts, string realPath, string displayPath)
    {
        var control = Path.GetDirectoryName(realPath)!;
        var owner = NativeFiles.Describe(Path.GetDirectoryName(control)!).Owner;
        var directory = NativeFiles.Describe(control);
        foreach (var one in (ReadOnlySpan<FileFacts>)[facts, directory])
        {
            if (one.Owner != 0 && one.Owner != NativeFiles.EffectiveUser() && one.Owner != owner)
            {
                throw new TactusException(
                    ProblemCodes.ForeignProject,
                    $"{displayPath} belongs to the user with the id {one.Owner}, who is neither you nor the owner of the directory it stands in.",
                    $"Remove {control}, or work in a directory that it does not lie above.",
                    displayPath);
            }
        }
    }

    private static TactusException Weak(string what, string mend, string displayPath) =>
        new(ProblemCodes.WritableByOthers, $"Whoever can change this file could grant a run anything, and {what}.", $"Make it yours alone: {mend}", displayPath);

    // Trust is for a content at a place. A link from an untrusted place to a trusted file would lend the one the other's trust.
    private static void RefuseLink(string path, string realPath, string displayPath)
    {
        var isControlDirectory = Path.GetFileName(Path.GetDirectoryName(path)) == ProjectFile.Directory;
        var anchor = isControlDirectory ? Path.GetDirectoryName(Path.GetDirectoryName(path))! : Path.GetDirectoryName(path)!;
        using var handle = NativeFiles.OpenForReading(anchor);
        var expected = handle is null ? null : Path.Combine(NativeFiles.RealPathOf(handle), Path.GetRelativePath(anchor, path));
        if (expected != realPath)
        {
            throw new TactusException(
                ProblemCodes.LinkedFile, $"{displayPath} is a link to {realPath}; configuration must be a file in its own place.", "Put a copy of the file there.", displayPath);
        }
    }

    private static byte[] ReadBytes(SafeFileHandle handle, string displayPath)
    {
        // One byte more than allowed is asked for, because the size that the file system tells may change while reading.
        var buffer = new byte[(int)Math.Min(RandomAccess.GetLength(handle), MaxBytes) + 1];
        var length = 0;
        while (true)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(length), length);
            if (read == 0)
            {
                return buffer[..length];
            }

            length += read;
            if (length > MaxBytes)
            {
                throw new TactusException(ProblemCodes.TooLarge, $"{displayPath} is larger than {MaxBytes >> 20} MiB.", "Configuration is small; is this the right file?", displayPath);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(MaxBytes + 1, length * 2));
            }
        }
    }
}
