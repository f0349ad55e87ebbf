using System.Security.Cryptography;

namespace Tactus.Broker.Files.Staging;

/// <summary>Tells whether a file is still what it was.</summary>
internal static class StagedHash
{
    /// <summary>What a removed directory was.</summary>
    public const string Directory = "directory";

    private const int ChunkLength = 1 << 20;

    /// <summary>SHA-256 of a file in lower-case hexadecimal, <see cref="Directory"/>, or null for nothing.</summary>
    public static string? Of(IFileTree tree, string path)
    {
        if (tree.Find(path) is not { } stat)
        {
            return null;
        }

        if (stat.RequireOrdinary(path).IsDirectory)
        {
            return Directory;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long offset = 0;
        for (byte[] chunk = tree.Read(path, 0, ChunkLength); chunk.Length > 0; chunk = tree.Read(path, offset, ChunkLength))
        {
            hash.AppendData(chunk);
            offset += chunk.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
