namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>The processes of this machine, as /proc shows them.</summary>
internal static class ProcessTable
{
    private const string SocketParent = "/run/tactus/";

    /// <summary>Command lines that contain a text, as <c>pid: argv</c>.</summary>
    public static IReadOnlyList<string> WithArgument(string text) =>
    [
        .. All().Select(process => (Process: process, Arguments: Read(process, "cmdline").Replace('\0', ' ')))
            .Where(each => each.Arguments.Contains(text, StringComparison.Ordinal))
            .Select(each => $"{each.Process}: {each.Arguments}"),
    ];

    /// <summary>The guest among a process's descendants, or 0.</summary>
    public static int GuestBelow(int ancestor) =>
        All().FirstOrDefault(process => Read(process, "comm").StartsWith("tactus-guest", StringComparison.Ordinal) && IsBelow(process, ancestor));

    /// <summary>The ids of the socket directories that a program holds open: its run's, and for a moment that of its rehearsal.</summary>
    public static IReadOnlyList<string> RunsOf(int process)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
                .Select(descriptor => new FileInfo(descriptor).LinkTarget)
                .Where(target => target is not null && target.StartsWith(SocketParent, StringComparison.Ordinal)).Select(target => target![SocketParent.Length..])];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool IsBelow(int process, int ancestor)
    {
        for (int at = process; at > 1; at = ParentOf(at))
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private static int ParentOf(int process)
    {
        // The name in the second field may hold spaces and parentheses; what follows its last parenthesis may not.
        string status = Read(process, "stat");
        int end = status.LastIndexOf(')');
        return end < 0 ? 0 : int.Parse(status[(end + 2)..].Split(' ')[1]);
    }

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!));

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked.
            return "";
        }
    }
}
