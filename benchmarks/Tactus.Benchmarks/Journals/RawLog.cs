using System.Diagnostics;

namespace Tactus.Benchmarks.Journals;

/// <summary>The least that something durable costs: bytes at the end of a file, and an fsync.</summary>
/// <param name="path">Where the file is made.</param>
internal sealed class RawLog(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    private readonly byte[] _entry = new byte[JournalSample.EntryBytes];

    /// <summary>Appends so many times, each on disk before the next.</summary>
    public TimeSpan Append(int times)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            _file.Write(_entry);
            _file.Flush(flushToDisk: true);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
