using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tactus.Protocol;

namespace Tactus.Sandbox.Images;

/// <summary>The whole file system of a guest: its executable, its Lua library, and the C library they link to. Nothing else.</summary>
/// <param name="Files">The files, sorted by path.</param>
/// <param name="Hash">SHA-256 over paths and contents, 64 hexadecimal digits.</param>
/// <remarks>The container image and bubblewrap's root are both made from it, so that they cannot differ.</remarks>
internal sealed record GuestRoot(IReadOnlyList<GuestRootFile> Files, string Hash)
{
    /// <summary>Name of the guest executable, at the root.</summary>
    internal const string Executable = "tactus-guest";

    /// <summary>Where the run's socket directory is mounted inside.</summary>
    internal const string SocketMount = "/run/tactus";

    /// <summary>Where the guest finds the broker inside.</summary>
    internal const string SocketPath = SocketMount + "/broker.sock";

    /// <summary>Directories that are empty but for what a driver mounts there.</summary>
    internal static IReadOnlyList<string> MountPoints { get; } = ["/run", SocketMount];

    /// <summary>Finds and hashes the files of a guest.</summary>
    /// <param name="guestDirectory">Holds the executable and, unless it is linked in, the Lua library.</param>
    /// <exception cref="TactusException">There is no guest (TAC5101), or a part of it cannot be used (TAC5102, TAC5103).</exception>
    internal static GuestRoot Load(string guestDirectory)
    {
        IReadOnlyList<string> own = OwnFiles(guestDirectory);
        GuestRootFile[] files =
        [
            .. own.Select(path => new GuestRootFile("/" + Path.GetFileName(path), path))
                .Concat(LibraryClosure.Find(own).Select(path => new GuestRootFile(path, path)))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
        return new GuestRoot(files, HashOf(files));
    }

    /// <summary>The guest's own files in its directory.</summary>
    /// <exception cref="TactusException">There is no guest (TAC5101).</exception>
    internal static IReadOnlyList<string> OwnFiles(string guestDirectory)
    {
        string executable = Path.Combine(guestDirectory, Executable);
        return File.Exists(executable)
            ? [executable, .. Directory.EnumerateFiles(guestDirectory, "*.so").Order(StringComparer.Ordinal)]
            : throw new TactusException(
                "TAC5101", $"There is no guest executable at {executable}.", "Run ./tactus once; it builds the guest.", executable);
    }

    private static string HashOf(IEnumerable<GuestRootFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] digest = new byte[SHA256.HashSizeInBytes];
        foreach (GuestRootFile file in files)
        {
            using FileStream content = File.OpenRead(file.HostPath);
            SHA256.HashData(content, digest);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file.Path}\0{content.Length}\0")));
            hash.AppendData(digest);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
