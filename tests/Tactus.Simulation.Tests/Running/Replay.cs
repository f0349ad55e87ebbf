using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Language.Running;
using Tactus.Lua;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Simulation.Tests.Running;

/// <summary>Replays a journal that has come to its end: the procedure must end in the same way and ask for nothing.</summary>
internal static class Replay
{
    /// <summary>Replays the last run of a simulation, and holds it against what came of it.</summary>
    public static void ShouldRepeat(SimulatedRun run, RunResult result)
    {
        RunRecord record = run.LastRecord;
        if (record.Completion?.ContinuedAs is not null)
        {
            return;
        }

        StartResponse start = run.Program.Start(record.Id, (MapValue)Value.Decode(record.Input), record.CreatedAt);
        List<ReplayEntry> entries = [.. run.Disk.Store.ReadHistoryAsync(record.Id, 1, CancellationToken.None).ToBlockingEnumerable().Select(AnswerMessage.ForReplay)];
        ProcedureOutcome outcome = Execute(start, entries);
        if (result.Output is { } output)
        {
            outcome.Output.IsEmpty.ShouldBeFalse($"the replay ended with {outcome.Error}");
            Value.Decode(outcome.Output.Span).ShouldBe(output, "the output of a replay");
        }
        else
        {
            $"{outcome.Error?.Code} {outcome.Error?.Message}".ShouldBe($"{record.Completion?.ErrorCode} {record.Completion?.ErrorMessage}", "the error of a replay");
        }
    }

    /// <summary>Replays entries; an effect that they do not answer throws.</summary>
    public static ProcedureOutcome Execute(StartResponse start, IReadOnlyList<ReplayEntry> entries)
    {
        start.HasHistory = entries.Count > 0;
        ProcedureOutcome? outcome = null;
        LuaThread.Run(() =>
        {
            using var runner = new ProcedureRunner(start, new ReplayOnlyChannel(entries));
            outcome = runner.Run();
        });
        return outcome!;
    }
}
