using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Benchmarks.Journals;

/// <summary>Records and entries of an ordinary size: half a KiB with arguments and result.</summary>
internal static class JournalSample
{
    /// <summary>Bytes of an entry's hash, arguments and result, about.</summary>
    public const int EntryBytes = 512;

    /// <summary>A new run.</summary>
    public static RunRecord Run(string id)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new RunRecord
        {
            Id = id,
            Status = RunStatus.Running,
            ProcedurePath = "/benchmark.tac",
            Hashes = new Dictionary<string, string>(StringComparer.Ordinal),
            Input = Value.EmptyMap.Encode(),
            GrantJson = "{}",
            Seed = 1,
            LanguageVersion = "1.0",
            Driver = "none",
            Executor = ExecutorIdentity.Current().ToString(),
            CreatedAt = now,
            HeartbeatAt = now,
        };
    }

    /// <summary>An answered entry.</summary>
    /// <param name="number">Its number in the run.</param>
    /// <param name="key">Where it stands; by default at its number in the first branch.</param>
    public static JournalEntry Entry(int number, EntryKey? key = null)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new JournalEntry
        {
            Key = key ?? new EntryKey("main", number),
            Sequence = number,
            Kind = "file.write",
            Name = "report.md",
            Class = "idempotent",
            ArgumentsHash = new byte[32],
            Arguments = new byte[EntryBytes / 2],
            Status = EntryStatus.Succeeded,
            Result = new byte[EntryBytes / 4],
            SourceFile = "benchmark.tac",
            SourceLine = 1,
            Delivery = number,
            StartedAt = now,
            EndedAt = now,
        };
    }

    /// <summary>The intent of an entry.</summary>
    public static JournalEntry Intent(JournalEntry entry) =>
        entry with { Status = EntryStatus.Intent, Result = null, Delivery = 0, EndedAt = null };
}
