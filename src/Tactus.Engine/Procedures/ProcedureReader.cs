using Tactus.Configuration.Files;
using Tactus.Protocol;

namespace Tactus.Engine.Procedures;

/// <summary>Reads a procedure and the modules it may require, each once.</summary>
/// <param name="moduleRoots">Where modules are looked for after the procedure's own directory: the project's, then the standard ones.</param>
public sealed class ProcedureReader(IReadOnlyList<string> moduleRoots)
{
    /// <summary>Most bytes of one bundle: 16 MiB.</summary>
    public const long MaxBundleBytes = 16 * 1024 * 1024;

    /// <summary>Most modules of one bundle: 1,000.</summary>
    public const int MaxModules = 1000;

    /// <summary>Most names that are looked for: 10,000. Each costs a look at the disk for every place that modules lie in.</summary>
    public const int MaxNames = 10_000;

    /// <summary>Reads the bundle.</summary>
    /// <exception cref="TactusException">
    /// TAC6201: there is no such file. TAC6202: it cannot be read. TAC6203: the bundle is too large. TAC6204: a module is a link.
    /// TAC6207: the procedure is empty.
    /// </exception>
    public ProcedureBundle Read(string path)
    {
        string fullPath = Path.GetFullPath(path);
        RequireFile(fullPath, path);
        long left = MaxBundleBytes;
        string directory = Path.GetDirectoryName(fullPath)!;
        var main = new ProcedureSource(Path.GetFileName(fullPath), "", fullPath, ReadFile(fullPath, ref left));
        if (main.Content.Length == 0)
        {
            // A write that went wrong leaves such a file; as a script it would do nothing and look like a success.
            throw new TactusException("TAC6207", $"'{path}' is empty", "write a procedure; 'tactus init' makes a first one", path);
        }

        var modules = new SortedDictionary<string, ProcedureSource>(StringComparer.Ordinal);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<ProcedureSource>([main]);
        while (queue.TryDequeue(out ProcedureSource? source))
        {
            foreach (string name in ModuleScanner.Scan(source.Content).Where(asked.Add))
            {
                if (asked.Count > MaxNames)
                {
                    throw new TactusException("TAC6203", $"'{path}' names more than {MaxNames} modules", "name fewer", path);
                }

                if (FindModule(directory, name) is { } found)
                {
                    if (modules.Count == MaxModules)
                    {
                        throw new TactusException("TAC6203", $"'{path}' requires more than {MaxModules} modules", "join some of them", path);
                    }

                    var module = new ProcedureSource(found.Display, name, found.FullPath, ReadFile(found.FullPath, ref left));
                    modules.Add(name, module);
                    queue.Enqueue(module);
                }
            }
        }

        return new ProcedureBundle(fullPath, main, [.. modules.Values]);
    }

    /// <summary>Sees that there is such a file.</summary>
    /// <param name="fullPath">Absolute path.</param>
    /// <param name="asTyped">The path as the person typed it.</param>
    /// <exception cref="TactusException">TAC6201: there is no such file. TAC6202: it is a directory.</exception>
    public static void RequireFile(string fullPath, string asTyped)
    {
        if (Directory.Exists(fullPath))
        {
            throw new TactusException("TAC6202", $"'{asTyped}' is a directory", "name a .tac file", asTyped);
        }

        if (!File.Exists(fullPath))
        {
            throw new TactusException("TAC6201", $"there is no procedure '{asTyped}'", "check the path; 'tactus init' makes a first one", asTyped);
        }
    }

    private (string FullPath, string Display)? FindModule(string directory, string name)
    {
        string relative = name.Replace('.', '/');
        foreach (string root in (IEnumerable<string>)[directory, .. moduleRoots])
        {
            foreach (string candidate in new[] { relative + ".tac", relative + "/init.tac" })
            {
                string fullPath = Path.Combine(root, candidate);
                if (File.Exists(fullPath))
                {
                    RefuseLinks(root, candidate);
                    return (fullPath, candidate);
                }
            }
        }

        return null;
    }

    // A link beside the procedure could name any file of the host, whose first lines a syntax error would then show.
    private static void RefuseLinks(string root, string relative)
    {
        string path = root;
        foreach (string part in relative.Split('/'))
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new TactusException("TAC6204", $"the module file '{path}' is a symbolic link", "put the file itself there", path);
            }
        }
    }

    private static byte[] ReadFile(string path, ref long left)
    {
        try
        {
            using FileStream stream = PlainFile.OpenRead(path);
            if (stream.Length > left)
            {
                throw new TactusException(
                    "TAC6203",
                    $"'{path}' is {stream.Length} bytes long; a procedure and its modules may have {MaxBundleBytes} bytes together",
                    "move data out of the source and read it with File.read",
                    path);
            }

            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            left -= content.Length;
            return content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException("TAC6202", $"'{path}' cannot be read: {error.Message}", "check the file and its permissions", path, inner: error);
        }
    }
}
