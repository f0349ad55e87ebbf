namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>What the kernel says about a process, read from outside.</summary>
internal sealed record ProcessFacts
{
    /// <summary>Network interfaces that it sees.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>The status of each of its threads.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Threads { get; init; }

    /// <summary>Its environment, without the zeros.</summary>
    public required string Environment { get; init; }

    /// <summary>What its descriptors lead to, by number.</summary>
    public required IReadOnlyDictionary<int, string> Descriptors { get; init; }

    /// <summary>Everything that is mounted for it.</summary>
    public required IReadOnlyList<MountFact> Mounts { get; init; }

    /// <summary>Its namespaces, by kind.</summary>
    public required IReadOnlyDictionary<string, string> Namespaces { get; init; }

    /// <summary>Reads them.</summary>
    public static ProcessFacts Of(int process)
    {
        string root = $"/proc/{process}";
        return new ProcessFacts
        {
            Interfaces = [.. File.ReadLines(root + "/net/dev").Skip(2).Select(line => line.Split(':')[0].Trim()).Order(StringComparer.Ordinal)],
            Threads = [.. Directory.EnumerateDirectories(root + "/task").Select(ThreadOf).OfType<IReadOnlyDictionary<string, string>>()],
            Environment = File.ReadAllText(root + "/environ").Replace("\0", "", StringComparison.Ordinal),
            Descriptors = Links(root + "/fd").ToDictionary(link => int.Parse(link.Key), link => link.Value),
            Mounts = [.. File.ReadLines(root + "/mountinfo").Select(MountFact.Parse)],
            Namespaces = Links(root + "/ns"),
        };
    }

    /// <summary>A field of <c>/proc/PID/status</c> in KiB.</summary>
    public static long Kibibytes(int process, string field) => long.Parse(Fields($"/proc/{process}/status")[field].Split(' ')[0]);

    // Null when it ended while we looked: threads of a pool come and go.
    private static Dictionary<string, string>? ThreadOf(string directory)
    {
        try
        {
            return Fields(directory + "/status");
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Fields(string path) =>
        File.ReadLines(path).Select(line => line.Split(':', 2)).ToDictionary(part => part[0], part => part[1].Trim(), StringComparer.Ordinal);

    private static Dictionary<string, string> Links(string directory) =>
        Directory.EnumerateFileSystemEntries(directory).ToDictionary(entry => Path.GetFileName(entry), entry => new FileInfo(entry).LinkTarget ?? "", StringComparer.Ordinal);
}
