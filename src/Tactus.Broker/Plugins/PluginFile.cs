using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Tactus.Broker.Files.Native;
using Tactus.Broker.Gate;
using Tactus.Policy.Paths;
using Tactus.Policy.Tools;

namespace Tactus.Broker.Plugins;

/// <summary>An executable file beside a procedure, as it was when it was looked at.</summary>
/// <param name="Path">Relative path.</param>
/// <param name="Content">What it held. This is what runs, whatever the file holds by then.</param>
internal sealed record PluginFile(string Path, ReadOnlyMemory<byte> Content)
{
    private const uint ExecutableByOwner = 0x40;

    // It is held in memory, and a file with holes is quickly made as large as a disk.
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>SHA-256 of its content, in lower-case hex.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content.Span));

    /// <summary>Sees that a path could name a plugin tool.</summary>
    /// <exception cref="EffectException">It could not (TAC3921).</exception>
    public static void RequirePath(string path)
    {
        if (ToolName.FindProblem(ToolName.PluginPrefix + path) is not null || ControlFiles.IsHidden(path))
        {
            throw PluginErrors.BadPath();
        }
    }

    /// <summary>Looks at a file; no link is followed, and nothing outside of the directory is reached.</summary>
    /// <param name="directory">The procedure's directory.</param>
    /// <param name="path">Relative path.</param>
    /// <exception cref="EffectException">There is no such file (TAC3922), or it is not executable (TAC3923).</exception>
    public static PluginFile Open(string? directory, string path)
    {
        if (directory is null || DirectoryHandle.OpenRoot(directory, out DirectoryHandle? root) != 0)
        {
            throw PluginErrors.Missing(path, "has no procedure beside it");
        }

        using (root)
        {
            if (root!.Open(path, OpenFlags.ReadOnly, 0, out SafeFileHandle handle) != 0)
            {
                throw PluginErrors.Missing(path, "is not there, or lies behind a link");
            }

            using (handle)
            {
                if (DirectoryHandle.Stat(handle, out Statx facts) != 0 || !facts.IsRegular)
                {
                    throw PluginErrors.Missing(path, "is no file");
                }

                if ((facts.Mode & ExecutableByOwner) == 0)
                {
                    throw PluginErrors.NotExecutable(path);
                }

                if (facts.Size > MostBytes)
                {
                    throw PluginErrors.Missing(path, $"is larger than {MostBytes} bytes");
                }

                return new PluginFile(path, Read(handle, (int)facts.Size) ?? throw PluginErrors.Missing(path, "was changed while it was read"));
            }
        }
    }

    // As much as it held when it was measured: one that grows meanwhile is not read for ever.
    private static byte[]? Read(SafeFileHandle handle, int length)
    {
        byte[] content = new byte[length];
        int read = 0;
        while (read < length)
        {
            int more = RandomAccess.Read(handle, content.AsSpan(read), read);
            if (more == 0)
            {
                return null;
            }

            read += more;
        }

        return content;
    }
}
