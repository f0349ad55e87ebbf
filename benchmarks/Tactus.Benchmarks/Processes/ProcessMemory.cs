using System.Globalization;

namespace Tactus.Benchmarks.Processes;

/// <summary>What the kernel says about another process's memory. All in KiB; 0 once it is gone.</summary>
internal static class ProcessMemory
{
    /// <summary>Most that was resident at once.</summary>
    public static long Peak(int process) => Read(process, "VmHWM:");

    /// <summary>What is resident now.</summary>
    public static long Now(int process) => Read(process, "VmRSS:");

    private static long Read(int process, string field)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[field.Length..^2], NumberStyles.Integer | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended between two looks.
            return 0;
        }
    }
}
