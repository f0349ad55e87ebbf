using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tactus.Journal.Tests;

/// <summary>Records, entries and events that are whole enough to compare field by field.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static RunRecord Run(string id, DateTimeOffset? createdAt = null, string procedure = "/home/ann/report.tac") => new()
    {
        Id = id,
        Status = RunStatus.Running,
        ProcedurePath = procedure,
        Hashes = new Dictionary<string, string>(StringComparer.Ordinal) { ["module:util.text"] = "bb22", ["procedure"] = "aa11" },
        Input = [0xa1, 0x41, 0x61, 0x01],
        GrantJson = """{"limits":{"memory":"64MiB"},"name":"Zoë"}""",
        Seed = 0xfedc_ba98_7654_3210,
        LanguageVersion = "1",
        Driver = "bubblewrap",
        Controls = new List<string> { "memory: rlimit", "pids: none" },
        Files = new List<RunFile>(),
        Executor = "elsewhere/-/0/0/0",
        CreatedAt = createdAt ?? Start,
        HeartbeatAt = createdAt ?? Start,
    };

    public static JournalEntry Entry(
        long position, string branch = "main", long? sequence = null, EntryStatus status = EntryStatus.Succeeded, byte[]? result = null)
    {
        var arguments = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{branch}:{position}"));
        return new JournalEntry
        {
            Key = new EntryKey(branch, position),
            Sequence = sequence ?? position,
            Kind = "host.call",
            Name = "host.ping",
            Class = "read",
            ArgumentsHash = SHA256.HashData(arguments),
            Arguments = arguments,
            Status = status,
            Result = status == EntryStatus.Succeeded ? result ?? [0xf5] : null,
            SourceFile = "report.tac",
            SourceLine = 7,
            Delivery = status == EntryStatus.Intent ? 0 : sequence ?? position,
            StartedAt = Start.AddTicks(position),
            EndedAt = status == EntryStatus.Intent ? null : Start.AddTicks(position + 1),
        };
    }

    public static JournalWrite New(JournalEntry entry) => new(entry, CompletesIntent: false);

    public static JournalWrite End(JournalEntry entry) => new(entry, CompletesIntent: true);

    public static RunEvent Event(long position, int ordinal, string text = "hello") => new(
        new EntryKey("main", position), ordinal, "log", "info", Encoding.UTF8.GetBytes(text), [0xf6], "report.tac", 3, Start.AddTicks(ordinal));

    public static RunCompletion Completion(RunStatus status = RunStatus.Succeeded) => new()
    {
        Status = status,
        Output = status == RunStatus.Succeeded ? [0xa0] : null,
        ErrorCode = status == RunStatus.Succeeded ? null : "TAC1001",
        ErrorMessage = status == RunStatus.Succeeded ? null : "no such file",
        ErrorFile = status == RunStatus.Succeeded ? null : "report.tac",
        ErrorLine = status == RunStatus.Succeeded ? 0 : 12,
        Traceback = status == RunStatus.Succeeded ? null : "report.tac:12: in main",
        Mend = status == RunStatus.Succeeded ? null : "write one",
        Effects = 3,
        CpuTime = TimeSpan.FromMicroseconds(1234.5),
        LuaPeakBytes = 1 << 20,
        Models = new ModelUsage { Calls = 3, UnpricedCalls = 1, InputTokens = 400, OutputTokens = 50, CachedTokens = 30, CostUsd = 0.001234567 },
        At = Start.AddMinutes(1),
    };
}
