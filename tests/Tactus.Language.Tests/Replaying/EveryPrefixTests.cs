using Tactus.Language.Tests.Journals;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Replaying;

/// <summary>Proves that a run that dies after any of its answers and is resumed ends with the same output, the same effects and the same events.</summary>
public sealed class EveryPrefixTests
{
    private const string Helper = """
        local helper = Procedure {
          input = { n = field.integer{required = true} },
          output = { n = field.integer{required = true}, drawn = field.integer{} },
          state = { steps = field.integer{default = 0} },
          function(input)
            State.increment("steps")
            Host.call("in helper", { n = input.n, steps = state.steps })
            print("helper", input.n)
            return { n = input.n * 10, drawn = math.random(1000) }
          end
        }
        local function main(fn) return Procedure { fn } end

        """;

    public static TheoryData<string, string> Programs() => new()
    {
        { "one task", "for i = 1, 3 do print(i, math.random(100), os.time()) Host.call('a', { i = i, r = math.random(100) }) end return os.time()" },
        { "caught errors", "local ok, e = pcall(Host.call, 'fail') Host.call('b', { code = e.code }) return { ok, e.message }" },
        { "uncaught error", "Host.call('a') Host.call('fail')" },
        { "a pause after increments", "State.increment('n') Host.call('a', { n = state.n }) State.increment('n', 2) Host.call('b', { n = state.n }) return state.n" },
        { "checkpoint", "local v = checkpoint(function() state.x = { 1 } print('in') return Host.call('a', { r = math.random(100) }).at end) Host.call('b', { v = v, x = state.x, r = math.random(100) }) return v" },
        { "nested checkpoints", "local function cp(n) return checkpoint('level ' .. n, function() State.increment('n') local v = n > 0 and cp(n - 1) or Host.call('deep').at Host.call('up', { n = n }) return v end) end return { cp(3), state.n }" },
        { "checkpoint that fails", "local ok, e = pcall(checkpoint, function() state.x = 1 Host.call('fail') end) Host.call('b', { m = e.message, x = state.x })" },
        { "coroutines", "local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(checkpoint(function() return Host.call('a', { i = i }).at end)) end end) local all = {} for at in gen do all[#all + 1] = at end return all" },
        { "run", Helper + "main(function() local a = helper { n = 1 } local b = Procedure.run('helper', { n = 2 }) local c = Procedure('helper') { n = 3 } Host.call('end', { a = a, b = b, c = c }) return { a, b, c } end)" },
        { "two checkpoints in a sub-procedure", """
            local sub = Procedure { function(input)
              local a = checkpoint(function() State.increment("k") return Host.call("one", input).at end)
              local b = checkpoint(function() State.increment("k") return Host.call("two", { a = a }).at end)
              return { a = a, b = b, k = state.k }
            end }
            Procedure { function()
              local x = sub { i = 1 }
              local y = checkpoint("outer", function() return sub { i = 2 } end)
              return { x, y, state.k == nil }
            end }
            """ },
        { "recursion", "local fib fib = Procedure { function(i) Host.call('fib', i) if i.n < 2 then return { n = i.n } end return { n = fib { n = i.n - 1 }.n + fib { n = i.n - 2 }.n } end } Procedure { function() return fib { n = 3 }.n end }" },
        { "parallel", "print('a') local r = Parallel { a = function() print('in a') Host.call('x') print('a2') return Host.call('y').at end, b = function() for i = 1, 3 do Host.call('z', { i = i, r = math.random(1000) }) end return 'b' end, function() return 'first' end } Host.call('end', r) return r" },
        { "parallel with shared variables", "local n = 0 local function step() for i = 1, 3 do Host.call('s', { n = n }) n = n + 1 end return n end return Parallel { step, step, step }" },
        { "parallel with checkpoints that read shared variables", "local n = 0 local function step() for i = 1, 3 do checkpoint(function() Host.call('s', { n = n }) return Host.call('t', { n = n }).at end) n = n + 1 end return n end return Parallel { step, step, step }" },
        { "parallel, first error cancels", "local ok, e = pcall(Parallel, { a = function() Host.call('a1') Host.call('fail') end, b = function() for i = 1, 9 do Host.call('b', { i = i }) end end, c = function() checkpoint(function() for i = 1, 9 do Host.call('c', { i = i }) end end) end }) Host.call('after', { m = e.message }) return e.message" },
        { "parallel in parallel in a checkpoint", "local r = checkpoint(function() return Parallel { x = function() return Parallel { function() return Host.call('p').at end, function() return Host.call('q').at end } end, y = function() return checkpoint(function() return Host.call('r').at end) end } end) Host.call('end', r) return r" },
        { "state in parallel checkpoints", "Parallel { function() checkpoint(function() State.increment('a') Host.call('x') State.increment('a') end) Host.call('y', State.all()) end, function() for i = 1, 3 do State.increment('b') Host.call('z', State.all()) end end } Host.call('end', State.all()) return State.all()" },
        { "spawn and wait", Helper + "main(function() local a, b = Procedure.spawn('helper', { n = 1 }), Procedure.spawn(helper, { n = 2 }) Host.call('main', { s = Procedure.status(a) }) local rb = Procedure.wait(b) Host.call('main2', { r = math.random(1000), s = Procedure.status(b) }) return { Procedure.wait(a), rb } end)" },
        { "wait any and all", Helper + "main(function() local hs = {} for i = 1, 4 do hs[i] = Procedure.spawn('helper', { n = i }) end local h, r = Procedure.wait_any(hs) Host.call('winner', r) return { r, Procedure.wait_all(hs) } end)" },
        { "wait with a timeout", Helper + "main(function() local h = Procedure.spawn('helper', { n = 1 }) local ok, e = pcall(Procedure.wait, h, 5) Host.call('m', { ok = ok, code = not ok and e.code or 'none' }) return Procedure.wait(h) end)" },
        { "cancel", "local sub = Procedure { function() for i = 1, 9 do Host.call('s', { i = i }) end end } Procedure { function() local h = Procedure.spawn(sub) Host.call('a') Host.call('b') local was = Procedure.cancel(h) Host.call('c', { was = was, s = Procedure.status(h) }) local ok, e = pcall(Procedure.wait, h) return { e.code, Procedure.status(h) } end }" },
        { "cancelled in a checkpoint in a checkpoint", "local v = checkpoint(function() local ok, e = pcall(Parallel, { a = function() Host.call('a1') Host.call('fail') end, c = function() checkpoint(function() for i = 1, 9 do Host.call('c', { i = i }) end end) Host.call('c2') end }) Host.call('after', { m = e.message }) return e.message end) Host.call('end', { v = v }) return v" },
        { "cancelled by hand in a checkpoint in a checkpoint", "local sub = Procedure { function() for i = 1, 3 do checkpoint(function() Host.call('s', { i = i }) Host.call('t', { i = i }) end) end end } Procedure { function() return checkpoint(function() local h = Procedure.spawn(sub) Host.call('a') Host.call('b') local was = Procedure.cancel(h) Host.call('c', { was = was, s = Procedure.status(h) }) local ok, e = pcall(Procedure.wait, h) Host.call('d', { s = Procedure.status(h) }) return { e.code, Procedure.status(h) } end) end }" },
        { "inject", "local sub = Procedure { function() local all = {} for i = 1, 5 do Host.call('poll') for _, m in ipairs(Procedure.messages()) do all[#all + 1] = m end end return all end } Procedure { function() local h = Procedure.spawn(sub) Host.call('a') Procedure.inject(h, 'one') Host.call('b') Procedure.inject(h, { two = 2 }) return Procedure.wait(h) end }" },
        { "main returns while children run", "local sub = Procedure { function() Host.call('s1') local inner = Procedure.spawn('leaf') Host.call('s2') Host.call('s3') end } local leaf = Procedure { function() Host.call('l1') Host.call('l2') end } Procedure { function() Procedure.spawn(sub) Host.call('a') Host.call('b') return 'done' end }" },
        { "a child fails", "local sub = Procedure { function() Host.call('s') error({ mine = true }) end } Procedure { function() local ok, e = pcall(sub) Host.call('x', { mine = e.mine }) sub() end }" },
        { "continue as new", "local sub = Procedure { function() Host.call('s1') Host.call('s2') end } Procedure { function() Procedure.spawn(sub) Host.call('a') pcall(Procedure.continue_as_new, { n = 2 }) Host.call('never') end }" },
        { "coroutines in branches", "local function gen(n) return coroutine.wrap(function() for i = 1, 3 do coroutine.yield(Host.call('g', { n = n, i = i }).at) end end) end return Parallel { function() local s = '' for at in gen(1) do s = s .. at end return s end, function() local ok, v = pcall(gen(2)) return v end }" },
        { "names of objects", "local t = {} checkpoint(function() print(t, {}, print) Host.call('in') end) Host.call('a', { tostring = tostring(t), new = tostring({}), fn = tostring(function() end) }) return Parallel { function() Host.call('b') return tostring({}) end, function() checkpoint(function() print({}) Host.call('c') print({}) end) Host.call('d', { t = tostring({}) }) end }" },
        { "lines in branches", "Parallel { function() for i = 1, 5 do print('one', i) if i % 2 == 0 then Host.call('x') end end end, function() for i = 1, 5 do Log.info('two', { i = i }) Host.call('y') end end } print('end')" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_crash_after_any_answer_changes_nothing(string name, string program)
    {
        name.ShouldNotBeEmpty();
        for (ulong seed = 1; seed <= 3; seed++)
        {
            MemoryJournal journal = ReplayCheck.EveryPrefix(Harness.StartOf(program), choose: JournalChannel.ByHash(seed)).Journal;
            journal.Entries.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_comparison_notices_a_program_that_is_not_deterministic()
    {
        // The control: a procedure that loses a variable in a checkpoint does not repeat itself, and that is seen.
        const string Forgetful = "local n = 0 checkpoint(function() n = 1 Host.call('x') end) Host.call('y', { n = n }) Host.call('z')";
        Should.Throw<ShouldAssertException>(() => ReplayCheck.EveryPrefix(Harness.StartOf(Forgetful)));
    }

    [Fact]
    public void A_second_run_of_the_same_file_takes_its_own_input()
    {
        StartResponse start = Harness.StartOf("Procedure { function(input) Host.call('x', input) return input.n end }");
        foreach (int n in new[] { 1, 2 })
        {
            start.Input = Google.Protobuf.ByteString.CopyFrom(Value.MapOf(("n", Value.Of(n))).Encode());
            (Language.Running.ProcedureOutcome outcome, MemoryJournal journal) = ReplayCheck.EveryPrefix(start);
            Value.Decode(outcome.Output.Span).ShouldBe(Value.Of(n));
            journal.Lines()[0].ShouldContain($"\"n\":{n}");
        }
    }
}
