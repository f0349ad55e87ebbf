using System.Security.Cryptography;
using Tactus.Protocol;

namespace Tactus.Engine.Guests;

/// <summary>The guest's files on the host.</summary>
internal static class GuestFiles
{
    private const string Executable = "tactus-guest";

    /// <summary>SHA-256 of the guest executable, in lower-case hex.</summary>
    /// <exception cref="TactusException">TAC6307: it is not there.</exception>
    public static string Hash(string directory)
    {
        string path = Path.Combine(directory, Executable);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (IOException error)
        {
            throw new TactusException("TAC6307", $"the guest executable '{path}' cannot be read: {error.Message}", "build it: scripts/build.sh", path, inner: error);
        }
    }
}
