using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tactus.Journal;
using Tactus.Language.Running;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Simulation.Tests.Running;
using Tactus.Simulation.Tests.Scheduling;
using Tactus.Tests;

namespace Tactus.Simulation.Tests.Recording;

/// <summary>A journal that an earlier version wrote, with how its run ended. The procedure lies beside it, and neither is ever edited.</summary>
internal sealed record History
{
    private const ulong RecorderSeed = 11;

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of the language that wrote it.</summary>
    public required string Language { get; init; }

    /// <summary>How the guest ended.</summary>
    public required string Status { get; init; }

    /// <summary>The output.</summary>
    public required string Output { get; init; }

    /// <summary>The entries, by delivery.</summary>
    public required IReadOnlyList<RecordedEntry> Entries { get; init; }

    /// <summary>Names of all histories.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.tac").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    private static string Folder => Checkout.PathOf("tests/Tactus.Simulation.Tests/Histories");

    /// <summary>The procedure of a history.</summary>
    public static Program FindProgram(string name) => new(name + ".tac", File.ReadAllText(Path.Combine(Folder, name + ".tac")));

    /// <summary>Reads a history.</summary>
    public static History Read(string name) =>
        JsonSerializer.Deserialize<History>(File.ReadAllText(Path.Combine(Folder, name + ".json")), s_json).ShouldNotBeNull();

    /// <summary>Writes the history of a procedure into the checkout, unless it is there.</summary>
    public static void Record(string name)
    {
        string path = Path.Combine(Folder, name + ".json");
        if (File.Exists(path))
        {
            return;
        }

        using var run = new SimulatedRun(FindProgram(name), seed: RecorderSeed);
        run.Run();
        RunRecord record = run.Disk.Store.FindAsync(SimulatedRun.FirstId, CancellationToken.None).AsTask().GetAwaiter().GetResult()!;
        var history = new History
        {
            Language = ProcedureRunner.LanguageVersion,
            Status = record.Completion!.ContinuedAs is null ? record.Status.ToString() : "Continued",
            Output = Value.Decode(record.Completion.Output).ToString(),
            Entries = [.. run.Disk.Store.ReadHistoryAsync(record.Id, 1, CancellationToken.None).ToBlockingEnumerable().Select(RecordedEntry.From)],
        };
        File.WriteAllText(path, JsonSerializer.Serialize(history, s_json) + "\n");
    }

    /// <summary>Replays entries with the procedure of a history.</summary>
    public static ProcedureOutcome Execute(string name, IEnumerable<RecordedEntry> entries)
    {
        StartResponse start = FindProgram(name).Start(SimulatedRun.FirstId, Value.EmptyMap, VirtualTime.Beginning);
        return Replay.Execute(start, [.. entries.Select(entry => entry.ToReplayEntry())]);
    }
}
