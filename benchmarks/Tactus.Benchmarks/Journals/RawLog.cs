using System.Diagnostics;

namespace Tactus.Benchmarks.Journals;

/// <summary>The least that something durable costs: bytes at the end of a file, and an fsync.</summary>
internal sealed class RawLog
{
    private readonly byte[] _entry = new byte[JournalSample.EntryBytes];

    /// <summary>Appends so many times, each on disk before the next.</summary>
    public TimeSpan Append(FileStream file, int times)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            file.Write(_entry);
            file.Flush(flushToDisk: true);
        }

        return Stopwatch.GetElapsedTime(began);
    }
}
