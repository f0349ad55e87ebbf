using Tactus.Language.Tests.Journals;
using Tactus.Language.Tests.Support;

namespace Tactus.Language.Tests.Tasks;

/// <summary>Proves that an error whose <c>__tostring</c> asks for effects or starts tasks gets none: the journal stays in its order.</summary>
public sealed class HostileErrorTests
{
    private const string Hostile = "local function hostile(fn) return setmetatable({ f = print }, { __tostring = function() fn() return 'hostile' end }) end ";

    public static TheoryData<string, string> Programs() => new()
    {
        { "an effect in a checkpoint's error", Hostile + "local ok, e = pcall(checkpoint, function() Host.call('in') error(hostile(function() Host.call('shown') end)) end) Host.call('after', { e = tostring(e) })" },
        { "a yield in a checkpoint's error", Hostile + "local co = coroutine.wrap(function() local ok, e = pcall(checkpoint, function() Host.call('in') error(hostile(coroutine.yield)) end) Host.call('after', { e = tostring(e) }) end) co() Host.call('end')" },
        { "an effect in a task's error", Hostile + "local sub = Procedure { function() error(hostile(function() Host.call('shown') end)) end } Procedure { function() local h = Procedure.spawn(sub) Host.call('a') pcall(Procedure.wait, h) Host.call('b') end }" },
        { "a task in a task's error", Hostile + "local leaf = Procedure { function() Host.call('l1') Host.call('l2') Host.call('l3') end } local sub = Procedure { function() error(hostile(function() Procedure.spawn(leaf) end)) end } Procedure { function() checkpoint(function() local h = Procedure.spawn(sub) Host.call('a') pcall(Procedure.wait, h) end) Host.call('b') end }" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_crash_after_any_answer_changes_nothing(string name, string program)
    {
        name.ShouldNotBeEmpty();
        MemoryJournal journal = ReplayCheck.EveryPrefix(Harness.StartOf(program)).Journal;

        journal.Entries.ShouldNotContain(entry => entry.Request.Name == "shown" || entry.Request.Name == "l1");
        string[] opened = [.. journal.Entries.Where(entry => entry.Request.Kind == "branch.open").Select(entry => $"{entry.Request.Key.Branch}/{entry.Request.Key.Position}.procedure")];
        string[] ended = [.. journal.Entries.Where(entry => entry.Request.Kind == "branch.end").Select(entry => entry.Request.Key.Branch)];
        ended.ShouldBe(opened, ignoreOrder: true);
    }

    [Fact]
    public void The_same_effect_asked_by_the_procedure_itself_is_there()
    {
        // The control.
        const string Honest = "local ok, e = pcall(checkpoint, function() Host.call('in') Host.call('shown') error('honest') end) Host.call('after', { e = tostring(e) })";
        ReplayCheck.EveryPrefix(Harness.StartOf(Honest)).Journal.Entries.ShouldContain(entry => entry.Request.Name == "shown");
    }
}
