using System.Security.Cryptography;
using Tactus.Language.Hashing;

namespace Tactus.Language.Tests.Hashing;

/// <summary>Proves that the guest's own SHA-256 agrees with the framework's at every length around its block boundaries and far beyond.</summary>
public sealed class Sha256Tests
{
    [Fact]
    public void It_agrees_with_the_framework()
    {
        var random = new Random(7);
        foreach (int length in Enumerable.Range(0, 300).Concat([4095, 4096, 65_537, 1_000_000]))
        {
            byte[] data = new byte[length];
            random.NextBytes(data);
            byte[] hash = new byte[Sha256.HashBytes];
            Sha256.Hash(data, hash);
            hash.ShouldBe(SHA256.HashData(data), $"{length} bytes");
        }
    }
}
