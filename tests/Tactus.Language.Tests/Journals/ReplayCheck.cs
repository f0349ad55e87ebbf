using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Language.Tests.Journals;

/// <summary>Runs a procedure undisturbed, then again from every prefix of its journal, and compares.</summary>
public static class ReplayCheck
{
    /// <summary>A crash after every single answer must change neither the outcome nor the journal nor the events.</summary>
    /// <param name="start">What to run.</param>
    /// <param name="world">What answers effects: the same at the same key.</param>
    /// <param name="choose">Which of several effects is answered next; null for a hash of their keys.</param>
    /// <returns>The undisturbed run's outcome and journal.</returns>
    public static (ProcedureOutcome Outcome, MemoryJournal Journal) EveryPrefix(
        StartResponse start,
        Func<PerformRequest, PerformResponse>? world = null,
        Func<IReadOnlyList<PerformRequest>, PerformRequest>? choose = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        world ??= TestWorld.Answer;
        var whole = new MemoryJournal();
        ProcedureOutcome undisturbed = Resume(start, whole, world, choose);
        for (int count = 0; count <= whole.Entries.Count; count++)
        {
            MemoryJournal journal = whole.Prefix(count);
            ProcedureOutcome resumed = Resume(start, journal, world, choose);
            string where = $"after {count} of {whole.Entries.Count} answers";
            resumed.Status.ShouldBe(undisturbed.Status, $"{where}: {resumed.Error}");
            resumed.Output.ShouldBe(undisturbed.Output, where);
            (resumed.Error?.Message).ShouldBe(undisturbed.Error?.Message, where);
            Compare(journal.Lines(), whole.Lines(), where);
            Compare(journal.EventLines(), whole.EventLines(), where);
        }

        return (undisturbed, whole);
    }

    // The first line that differs says more than two whole journals.
    private static void Compare(IReadOnlyList<string> found, IReadOnlyList<string> expected, string where)
    {
        for (int i = 0; i < Math.Max(found.Count, expected.Count); i++)
        {
            found.ElementAtOrDefault(i).ShouldBe(expected.ElementAtOrDefault(i), $"{where}, line {i + 1}");
        }
    }

    /// <summary>Runs with what a journal has; new entries go into it.</summary>
    public static ProcedureOutcome Resume(
        StartResponse start,
        MemoryJournal journal,
        Func<PerformRequest, PerformResponse>? world = null,
        Func<IReadOnlyList<PerformRequest>, PerformRequest>? choose = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(journal);
        StartResponse request = start.Clone();
        request.HasHistory = journal.Entries.Count > 0;
        var channel = new JournalChannel(journal, world ?? TestWorld.Answer);
        if (choose is not null)
        {
            channel.Choose = choose;
        }

        return Harness.Run(request, channel);
    }
}
