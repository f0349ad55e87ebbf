using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Language.Tests.Journals;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Status = Tactus.Protocol.V1.FinishRequest.Types.Status;

namespace Tactus.Language.Tests.Replaying;

/// <summary>Proves that a procedure which no longer asks what its journal answers is stopped before anything is sent, with both sides in the message.</summary>
public sealed class DivergenceTests
{
    private const string Recorded = "Host.call('a', { n = 1 })\nHost.call('b', { n = 2 })";

    [Theory]
    [InlineData("Host.call('a', { n = 1 })\nHost.call('c', { n = 2 })", "host.call 'b' at main:2 (test.tac:2)", "host.call 'c' at main:2 (test.tac:2)")]
    [InlineData("Host.call('a', { n = 1 })\n\nHost.call('b', { n = 3 })", "host.call 'b' at main:2 (test.tac:2)", "host.call 'b' at main:2 (test.tac:3), with other arguments")]
    [InlineData("Host.call('a', { n = 1 })\nFile.read('b')", "host.call 'b' at main:2", "file.read 'b' at main:2")]
    [InlineData("Host.call('a', { n = 1 }) checkpoint('c', function() Host.call('b', { n = 2 }) end)", "host.call 'b' at main:2", "checkpoint 'c' at main:2")]
    [InlineData("Parallel { x = function() Host.call('a', { n = 1 }) end }", "host.call 'a' at main:1", "branch.open 'x' at main:1")]
    [InlineData("Host.call('a', { n = 1.0 })", "host.call 'a' at main:1", "with other arguments")]
    public void Another_kind_name_or_argument_is_TAC1401(string now, string recorded, string asked)
    {
        ProcedureOutcome outcome = Replay(Recorded, now);
        outcome.Status.ShouldBe(Status.Failed);
        outcome.Error!.Code.ShouldBe("TAC1401");
        outcome.Error.Message.ShouldContain($"recorded is {recorded}");
        outcome.Error.Message.ShouldContain(asked);
    }

    [Theory]
    [InlineData("pcall(Host.call, 'z') return 'caught'")]
    [InlineData("local ok, e = pcall(function() Host.call('z') end) Host.call('a', { n = 1 })")]
    public void It_cannot_be_caught(string now) => Replay(Recorded, now).Error!.Code.ShouldBe("TAC1401");

    [Theory]
    [InlineData("Host.call('a', { n = 1 })", "ended before its journal did: the next entry is host.call 'b' at main:2 (test.tac:2)")]
    [InlineData("Host.call('a', { n = 1 }) error('early')", "ended with TAC1301 (early) before its journal did")]
    [InlineData("", "host.call 'a' at main:1")]
    public void Entries_left_over_are_TAC1402(string now, string text)
    {
        ProcedureOutcome outcome = Replay(Recorded, now);
        outcome.Error!.Code.ShouldBe("TAC1402");
        outcome.Error.Message.ShouldContain(text);
    }

    [Fact]
    public void The_control_replays_without_a_word()
    {
        Replay(Recorded, Recorded).Status.ShouldBe(Status.Succeeded);
        Replay(Recorded, Recorded + " Host.call('more')").Status.ShouldBe(Status.Succeeded);
    }

    [Theory]
    [InlineData("Parallel { a = function() Host.call('x') Host.call('y') end, b = function() Host.call('z') end }",
        "Parallel { a = function() Host.call('x') Host.call('other') end, b = function() Host.call('z') end }", "other")]
    [InlineData("Parallel { a = function() Host.call('x') end, b = function() Host.call('z') end } Host.call('end')",
        "Parallel { a = function() Host.call('x') end } Host.call('end')", "b")]
    [InlineData("Parallel { a = function() Host.call('x') end, b = function() Host.call('z') end } Host.call('end')",
        "Parallel { a = function() Host.call('x') end, b = function() end } Host.call('end')", "branch.end")]
    public void Branches_diverge_too(string recorded, string now, string text)
    {
        ProcedureOutcome outcome = Replay(recorded, now);
        outcome.Error!.Code.ShouldBe("TAC1401", outcome.Error.ToString());
        outcome.Error.Message.ShouldContain(text);
    }

    [Fact]
    public void Nothing_is_sent_before_the_journal_is_over()
    {
        // JournalChannel itself fails the test when an effect arrives too early; here it is seen to do so.
        var journal = new MemoryJournal();
        ReplayCheck.Resume(Harness.StartOf(Recorded), journal);
        var channel = new JournalChannel(journal, TestWorld.Answer);
        Should.Throw<ShouldAssertException>(() => channel.Perform(new PerformRequest { Key = new EffectKey { Branch = "main", Position = 3 } }));
    }

    [Fact]
    public void A_new_input_over_an_old_journal_diverges()
    {
        const string Source = "Procedure { function(input) Host.call('x', input) end }";
        var journal = new MemoryJournal();
        StartResponse start = Harness.StartOf(Source);
        ReplayCheck.Resume(start, journal);
        start.Input = ByteString.CopyFrom(Value.MapOf(("n", Value.Of(2))).Encode());
        ReplayCheck.Resume(start, journal).Error!.Code.ShouldBe("TAC1401");
    }

    [Fact]
    public void Lines_of_a_replay_go_out_in_a_few_messages()
    {
        const string Source = "for i = 1, 300 do print('line', i) Host.call('x', { i = i }) end";
        var journal = new MemoryJournal();
        ReplayCheck.Resume(Harness.StartOf(Source), journal);
        journal.Events.Count.ShouldBe(300);
        StartResponse start = Harness.StartOf(Source);
        start.HasHistory = true;
        var channel = new JournalChannel(journal, TestWorld.Answer);
        Harness.Run(start, channel).Status.ShouldBe(Status.Succeeded);
        channel.Emits.ShouldBeLessThan(5);
        journal.Events.Count.ShouldBe(300);
    }

    private static ProcedureOutcome Replay(string recorded, string now)
    {
        var journal = new MemoryJournal();
        ReplayCheck.Resume(Harness.StartOf(recorded), journal).Status.ShouldBe(Status.Succeeded);
        return ReplayCheck.Resume(Harness.StartOf(now), journal);
    }
}
