using System.Security.Cryptography;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Files;

/// <summary>One reading of a configuration file. Everything later works on these bytes; the file is never opened again.</summary>
public sealed class ConfigurationFile
{
    private readonly byte[] bytes;
    private string? hash;

    internal ConfigurationFile(ConfigurationLayer layer, string path, string realPath, byte[] bytes)
    {
        Layer = layer;
        DisplayPath = path;
        RealPath = realPath;
        this.bytes = bytes;
    }

    /// <summary>The layer that it is read for.</summary>
    public ConfigurationLayer Layer { get; }

    /// <summary>The path as a person knows it.</summary>
    public string DisplayPath { get; }

    /// <summary>The path with all links resolved, as the kernel knew it while the file was open.</summary>
    public string RealPath { get; }

    /// <summary>What was read.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>SHA-256 of what was read, in lower-case hexadecimal. Counted when first asked for.</summary>
    public string Sha256 => hash ??= Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Directory that relative paths in the file start from: the real one, so that a link cannot move them.</summary>
    internal string BaseDirectory => Path.GetDirectoryName(RealPath)!;
}
