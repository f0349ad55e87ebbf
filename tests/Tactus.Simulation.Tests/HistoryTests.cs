// Proves that journals which an earlier version wrote are replayed to the same end by this one, and that a journal which was changed is not.
using Tactus.Language.Running;
using Tactus.Protocol.Values;
using Tactus.Simulation.Tests.Recording;

namespace Tactus.Simulation.Tests;

public sealed class HistoryTests
{
    public static TheoryData<string> Names => [.. History.Names];

    public HistoryTests()
    {
        if (Environment.GetEnvironmentVariable("TACTUS_RECORD") == "1")
        {
            foreach (string name in History.Names)
            {
                History.Record(name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recorded_history_is_replayed_to_the_same_end(string name)
    {
        History history = History.Read(name);
        history.Language.ShouldBe(ProcedureRunner.LanguageVersion);
        ProcedureOutcome outcome = History.Execute(name, history.Entries);
        outcome.Status.ToString().ShouldBe(history.Status, outcome.Error?.ToString());
        Value.Decode(outcome.Output.Span).ToString().ShouldBe(history.Output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_history_that_ends_early_diverges_nowhere(string name)
    {
        History history = History.Read(name);
        for (int count = 1; count < history.Entries.Count; count++)
        {
            // What comes next is not recorded: the replay must come as far as to ask for it.
            Should.Throw<InvalidOperationException>(() => History.Execute(name, history.Entries.Take(count)), $"after {count} entries")
                .Message.ShouldStartWith("the replay asks for");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_of_another_kind_diverges(string name) => EachDiverges(name, entry => entry with { Kind = "file.exists" });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_of_another_name_diverges(string name) => EachDiverges(name, entry => entry with { Name = "another" });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_with_other_arguments_diverges(string name) =>
        EachDiverges(name, entry => entry with { ArgumentsHash = new string('0', entry.ArgumentsHash.Length) });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_at_another_position_diverges(string name) => EachDiverges(name, entry => entry with { Position = entry.Position + 100 });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_that_nothing_asks_for_diverges(string name)
    {
        History history = History.Read(name);
        RecordedEntry more = history.Entries[^1] with { Position = history.Entries[^1].Position + 1, Delivery = history.Entries[^1].Delivery + 1 };
        ProcedureOutcome outcome = History.Execute(name, [.. history.Entries, more]);
        (outcome.Error?.Code).ShouldBeOneOf("TAC1401", "TAC1402");
    }

    private static void EachDiverges(string name, Func<RecordedEntry, RecordedEntry> change)
    {
        History history = History.Read(name);
        for (int index = 0; index < history.Entries.Count; index++)
        {
            RecordedEntry[] changed = [.. history.Entries];
            changed[index] = change(changed[index]);
            ProcedureOutcome outcome = History.Execute(name, changed);
            (outcome.Error?.Code).ShouldBe("TAC1401", $"entry {index}: {outcome.Error}");
            outcome.Error!.Message.ShouldContain($"{changed[index].Branch}:{changed[index].Position}");
            outcome.Error.Message.ShouldContain($"{changed[index].File}:{changed[index].Line}");
        }
    }
}
