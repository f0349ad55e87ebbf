using System.Globalization;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>The memory of a process, read from outside by <c>/proc/PID/mem</c>.</summary>
internal static class ProcessMemory
{
    /// <summary>Every readable region, one after the other.</summary>
    public static IEnumerable<byte[]> Regions(int process)
    {
        // smaps rather than maps: reading what a process never touched would read gigabytes of zeros.
        using FileStream memory = new($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach ((long start, long length) in Resident(process))
        {
            byte[] bytes = new byte[length];
            memory.Position = start;
            int filled = 0;
            try
            {
                int count;
                while (filled < bytes.Length && (count = memory.Read(bytes, filled, bytes.Length - filled)) > 0)
                {
                    filled += count;
                }
            }
            catch (IOException)
            {
                // The kernel's own pages ([vvar]) cannot be read; what came before the refusal is kept.
            }

            yield return bytes[..filled];
        }
    }

    private static IEnumerable<(long Start, long Length)> Resident(int process)
    {
        (long Start, long Length) region = default;
        bool readable = false;
        foreach (string line in File.ReadAllLines($"/proc/{process}/smaps"))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts[0].Contains('-'))
            {
                long[] ends = [.. parts[0].Split('-').Select(end => unchecked((long)ulong.Parse(end, NumberStyles.HexNumber)))];
                region = (ends[0], ends[1] - ends[0]);
                readable = parts[1][0] == 'r' && ends[0] > 0;
            }
            else if (parts[0] == "Rss:" && readable && parts[1] != "0")
            {
                yield return region;
            }
        }
    }
}
