using System.Text;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Simulation.Tests.Running;

/// <summary>What came of a simulated run: everything in which two executions of it may not differ, and some figures.</summary>
internal sealed record RunResult
{
    /// <summary>How the last run of the chain ended: status, output, error.</summary>
    public required string Outcome { get; init; }

    /// <summary>The procedure's output, or null.</summary>
    public required Value? Output { get; init; }

    /// <summary>The entries of all runs, by key, without times, attempts and deliveries.</summary>
    public required IReadOnlyList<string> Entries { get; init; }

    /// <summary>The events of all runs, by key.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>What was done outside, sorted; each as often as it was done.</summary>
    public required IReadOnlyList<string> Done { get; init; }

    /// <summary>The workspace's files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Fault points that were reached.</summary>
    public required int Points { get; init; }

    /// <summary>Executions.</summary>
    public required int Lives { get; init; }

    /// <summary>Doubts that were resolved.</summary>
    public required int Doubts { get; init; }

    /// <summary>Reads the store after the last execution.</summary>
    public static RunResult Read(SimulatedRun run, IReadOnlyList<string> ids)
    {
        var entries = new List<string>();
        var events = new List<string>();
        foreach (string id in ids)
        {
            entries.AddRange(run.Disk.Store.ReadEntriesAsync(id, CancellationToken.None).ToBlockingEnumerable().Select(entry => Show(id, entry)));
            events.AddRange(run.Disk.Store.ReadEventsAsync(id, CancellationToken.None).ToBlockingEnumerable().Select(one => Show(id, one)));
        }

        RunRecord last = run.Disk.Store.FindAsync(ids[^1], CancellationToken.None).AsTask().GetAwaiter().GetResult()!;
        Value? output = last.Completion?.Output is { } encoded ? Value.Decode(encoded) : null;
        run.Defects.Found.ShouldBeEmpty();
        return new RunResult
        {
            Outcome = $"{last.Status} {output} {last.Completion?.ErrorCode} {last.Completion?.ErrorMessage}",
            Output = output,
            Entries = [.. entries.Order(StringComparer.Ordinal)],
            Events = [.. events.Order(StringComparer.Ordinal)],
            Done = [.. run.Outside.Once.Concat(run.Outside.Keyed).Select(done => done.ToString()).Order(StringComparer.Ordinal)],
            Files = run.Workspace.Read(),
            Points = run.Plan.Reached,
            Lives = run.Lives,
            Doubts = run.Doubts,
        };
    }

    /// <summary>Holds this against the undisturbed run.</summary>
    public void ShouldBeLike(RunResult undisturbed, string where)
    {
        Compare("outcome", [Outcome], [undisturbed.Outcome], where);
        Compare("effects outside", Done, undisturbed.Done, where);
        Compare("journal", Entries, undisturbed.Entries, where);
        Compare("events", Events, undisturbed.Events, where);
        Compare("workspace", Files, undisturbed.Files, where);
    }

    // Lists of hundreds of long lines: only what differs is of use.
    private static void Compare(string what, IReadOnlyList<string> here, IReadOnlyList<string> undisturbed, string where)
    {
        if (here.SequenceEqual(undisturbed))
        {
            return;
        }

        List<string> more = Without(here, undisturbed), less = Without(undisturbed, here);
        throw new ShouldAssertException(
            $"{where}: {what} differ from the undisturbed run's\nonly here:\n  {string.Join("\n  ", more)}\nonly there:\n  {string.Join("\n  ", less)}");
    }

    private static List<string> Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        List<string> rest = [.. lines];
        foreach (string other in others)
        {
            rest.Remove(other);
        }

        return rest;
    }

    private static string Show(string id, JournalEntry entry)
    {
        string answer = entry.Error is { } error ? $"{error.Code} {error.Message}" : entry.Result is { } result ? Value.Decode(result).ToString() : "-";
        return $"{id} {entry.Key.Branch}:{entry.Key.Position:D5} {entry.Kind} '{entry.Name}' {Value.Decode(entry.Arguments)} {entry.Status} {answer} "
            + $"({entry.SourceFile}:{entry.SourceLine})";
    }

    private static string Show(string id, RunEvent one)
    {
        string data = one.Data is null ? "" : Value.Decode(one.Data).ToString();
        return $"{id} {one.Key.Branch}:{one.Key.Position:D5}.{one.Ordinal:D3} {one.Kind} {one.Name} {Encoding.UTF8.GetString(one.Text)} {data}";
    }
}
