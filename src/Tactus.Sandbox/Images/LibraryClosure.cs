using Tactus.Protocol;

namespace Tactus.Sandbox.Images;

/// <summary>Finds every file that the guest's files need to be loaded: the dynamic loader and the C library.</summary>
/// <remarks>Reads ELF files only. <c>ldd</c> would run them.</remarks>
internal static class LibraryClosure
{
    private static readonly string[] s_standardDirectories =
    [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu",
        "/lib64", "/usr/lib64", "/lib", "/usr/lib",
    ];

    /// <summary>Finds them.</summary>
    /// <param name="roots">The guest's own files.</param>
    /// <returns>Absolute paths on the host, where the loader inside looks for them too; the roots are not among them.</returns>
    /// <exception cref="TactusException">A library is not to be found (TAC5103).</exception>
    internal static IReadOnlyCollection<string> Find(IReadOnlyCollection<string> roots)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(roots.Select(Path.GetFileName)!, StringComparer.Ordinal);
        var pending = new Queue<string>(roots);
        while (pending.TryDequeue(out string? path))
        {
            ElfFile elf = ElfFile.Read(path);
            if (elf.Interpreter is { } interpreter && seen.Add(Path.GetFileName(interpreter)))
            {
                found.Add(interpreter);
            }

            foreach (string name in elf.Needed.Where(seen.Add))
            {
                string library = Locate(name, elf, path);
                found.Add(library);
                pending.Enqueue(library);
            }
        }

        return found;
    }

    private static string Locate(string name, ElfFile neededBy, string path)
        => s_standardDirectories.Select(directory => Path.Combine(directory, name)).FirstOrDefault(candidate => Fits(candidate, neededBy))
            ?? throw new TactusException(
                "TAC5103", $"The guest needs {name}, which this machine does not have.", "Install the C library (apt-get install libc6).", path);

    private static bool Fits(string candidate, ElfFile neededBy)
        => File.Exists(candidate) && ElfFile.Read(candidate).Machine == neededBy.Machine;
}
