using Tactus.Language.Running;
using Tactus.Language.Tests.Journals;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Status = Tactus.Protocol.V1.FinishRequest.Types.Status;

namespace Tactus.Language.Tests.Tasks;

/// <summary>Proves what tasks do to each other: overlap, results, errors, cancelling, waiting for people, and what they keep apart.</summary>
public sealed class TaskTests
{
    [Fact]
    public void Effects_of_branches_overlap()
    {
        var channel = new JournalChannel(new MemoryJournal(), TestWorld.Answer);
        Harness.Run(Harness.StartOf("local t = {} for i = 1, 20 do t[i] = function() Host.call('x') end end Parallel(t)"), channel);
        channel.MostAtOnce.ShouldBeGreaterThan(15);
    }

    [Fact]
    public void A_single_task_at_a_time_never_begins_an_effect()
    {
        var channel = new JournalChannel(new MemoryJournal(), TestWorld.Answer);
        Harness.Run(Harness.StartOf("local sub = Procedure { function() Host.call('x') checkpoint(function() Host.call('y') end) end } Procedure { function() sub() sub() end }"), channel)
            .Status.ShouldBe(Status.Succeeded);
        channel.MostAtOnce.ShouldBe(0);
    }

    [Theory]
    [InlineData("return Parallel {}", "{}")]
    [InlineData("return Parallel { function() return 1 end, function() end, function() return 3 end }", "ERROR")]
    [InlineData("local r = Parallel { b = function() return 2 end, a = function() return { 1 } end } return r", """{"a":[1],"b":2}""")]
    [InlineData("local f = Parallel { function() return print end } return f[1] == print", "true")]
    [InlineData("local ok, e = pcall(Parallel, { a = function() error({ x = 1 }) end }) return e.x", "1")]
    [InlineData("local s = Procedure { function(i) return i end } Procedure { function() return s { a = 1 } end }", """{"a":1}""")]
    [InlineData("local s = Procedure { function(i) i.list[1] = 5 return i end } Procedure { function() local t = { list = { 1 } } local r = s(t) return { t.list[1], r.list[1] } end }", "[1,5]")]
    [InlineData("local s = Procedure { state = { n = field.integer{default = 7} }, function() State.increment('n') return state.n end } Procedure { function() state.n = 1 local a = s() return { a, s(), state.n } end }", "[8,8,1]")]
    [InlineData("local s = Procedure { function() end } Procedure { function() local h = Procedure.spawn(s) local a = Procedure.status(h) Procedure.wait(h) return { a, Procedure.status(h) } end }", """["running","succeeded"]""")]
    [InlineData("local s = Procedure { function() error('x', 0) end } Procedure { function() local h = Procedure.spawn(s) pcall(Procedure.wait, h) return Procedure.status(h) end }", "\"failed\"")]
    [InlineData("local s = Procedure { function() end } Procedure { function() local h = Procedure.spawn(s) Procedure.cancel(h) return { Procedure.status(h), Procedure.cancel(h), tostring(h) } end }", """["cancelled",false,"procedure 's' (cancelled)"]""")]
    [InlineData("local dep = Task { entry = function() Host.call('x') end } local top = Task { depends_on = 'dep', entry = function() return 'top' end } Procedure { function() return Parallel { a = function() return top() end, b = function() return top() end } end }", """{"a":"top","b":"top"}""")]
    public void Results(string source, string expected)
    {
        ProcedureOutcome outcome = ReplayCheck.EveryPrefix(Harness.StartOf(source)).Outcome;
        string found = outcome.Status == Status.Succeeded ? Value.Decode(outcome.Output.Span).ToString() : "ERROR";
        found.ShouldBe(expected, outcome.Error?.ToString());
    }

    [Theory]
    [InlineData("Parallel(1)", "TAC1201", "Parallel takes a table")]
    [InlineData("Parallel { a = 1 }", "TAC1201", "branches.a is an integer")]
    [InlineData("Parallel { [{}] = print }", "TAC1201", "must be a text or a number")]
    [InlineData("Procedure.run('x')", "TAC1010", "there is no procedure 'x'")]
    [InlineData("Procedure.runn('x')", "TAC1201", "did you mean 'run'?")]
    [InlineData("Procedure.wait({})", "TAC1201", "needs what Procedure.spawn returned")]
    [InlineData("Procedure.wait_all({})", "TAC1201", "needs a list")]
    [InlineData("max_depth(0)", "TAC1201", "at least 1")]
    [InlineData("local f f = Procedure { function(i) return f(i) end } f {}", "TAC1212", "would be the 6th inside one another")]
    [InlineData("max_depth(2) local f f = Procedure { function(i) return f(i) end } f {}", "TAC1212", "the most is 2")]
    [InlineData("local f = Procedure { input = { n = field.integer{required = true} }, function() end } f {}", "TAC1101", "n")]
    [InlineData("local f = Procedure { output = { n = field.integer{required = true} }, function() return {} end } f {}", "TAC1102", "n")]
    [InlineData("local f = Procedure { function() return print end } f {}", "TAC1104", "is a function")]
    [InlineData("local f = Procedure { function() end } f { x = print }", "TAC1104", "is a function")]
    [InlineData("local f = Procedure { function() end } f(1, 2)", "TAC1201", "takes one table")]
    [InlineData("checkpoint(function() Procedure.continue_as_new {} end)", "TAC1216", "the main procedure alone")]
    [InlineData("local f = Procedure { function() Procedure.continue_as_new {} end } f {}", "TAC1216", "the main procedure alone")]
    [InlineData("Procedure.continue_as_new({ 1 })", "TAC1201", "a table with names")]
    [InlineData("local f = Procedure { function() Host.call('x') end } local h = Procedure.spawn(f) checkpoint(function() Procedure.cancel(h) end)", "TAC1211", "cannot reach")]
    [InlineData("local f = Procedure { function() Host.call('x') end } checkpoint(function() Procedure.spawn(f) end)", "TAC1210", "still runs at its end")]
    [InlineData("local f = Procedure { function() Host.call('x') end } local h = Procedure.spawn(f) Procedure.cancel(h) Procedure.wait(h)", "TAC1215", "was cancelled")]
    [InlineData("local f = Procedure { function() Host.call('x') Host.call('y') end } Procedure.wait(Procedure.spawn(f), 0)", "TAC1214", "did not end within 0 s")]
    [InlineData("local h local f = Procedure { function() Host.call('x') Procedure.wait(h) end } h = Procedure.spawn(f) Procedure.wait(h)", "TAC1213", "wait for ever")]
    [InlineData("Procedure.defer { key = 'k', resume_at = '2026-01-01', reason = 'r' }", "TAC1201", "a time with its zone")]
    [InlineData("Procedure.defer { key = 'k', resume_at = '2026-01-01T00:00:00Z', resaon = 'r' }", "TAC1201", "did you mean 'reason'?")]
    [InlineData("Procedure.await_children { children = { { id = 'a' } }, mode = 'some' }", "TAC1201", "'all' or 'any'")]
    [InlineData("Procedure.start({})", "TAC1201", "must be a text")]
    [InlineData("string.gsub('x', 'x', function() Parallel { print } end)", "TAC2103", "cannot be used here")]
    public void Errors(string source, string code, string text)
    {
        ProcedureOutcome outcome = ReplayCheck.EveryPrefix(Harness.StartOf($"function main() {source} end"), choose: SleepFirst).Outcome;
        outcome.Error.ShouldNotBeNull(outcome.Status.ToString());
        outcome.Error.Code.ShouldBe(code, outcome.Error.ToString());
        outcome.Error.Message.ShouldContain(text);
    }

    [Theory]
    [InlineData("Procedure.start('other', { n = 1 })", "run.start 'other' {\"input\":{\"n\":1},\"procedure\":\"other\"}")]
    [InlineData("Procedure.await_children { children = { { id = 'a' }, 'b' } }", "run.await '' {\"mode\":\"all\",\"children\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")]
    [InlineData("Procedure.defer { key = 'k', resume_at = '2026-01-01T08:00:00+01:00', reason = 'r' }", "run.defer 'k' {\"key\":\"k\",\"reason\":\"r\",\"resume_at\":\"2026-01-01T08:00:00+01:00\"}")]
    public void Calls_to_other_runs_are_effects(string source, string expected) =>
        ReplayCheck.EveryPrefix(Harness.StartOf(source)).Journal.Lines()[0].ShouldContain(expected);

    [Fact]
    public void Continue_as_new_ends_the_run_with_the_next_input()
    {
        ProcedureOutcome outcome = ReplayCheck.EveryPrefix(Harness.StartOf("Host.call('x') pcall(Procedure.continue_as_new, { n = 2 }) Host.call('y')")).Outcome;
        outcome.Status.ShouldBe(Status.Continued);
        Value.Decode(outcome.Output.Span).ToString().ShouldBe("""{"n":2}""");
    }

    [Fact]
    public void One_branch_waits_for_a_person_while_the_others_go_on()
    {
        const string Source = "Parallel { a = function() Host.call('wait') Host.call('after') end, b = function() for i = 1, 5 do Host.call('x') end end }";
        var journal = new MemoryJournal();
        ReplayCheck.Resume(Harness.StartOf(Source), journal).Status.ShouldBe(Status.Suspended);
        journal.Entries.Count(entry => entry.Request.Name == "x").ShouldBe(5);
        journal.Lines().ShouldContain(line => line.Contains("branch.end", StringComparison.Ordinal));

        ProcedureOutcome resumed = ReplayCheck.Resume(Harness.StartOf(Source), journal, request => request.Name == "wait" ? TestWorld.Result(Value.True) : TestWorld.Answer(request));
        resumed.Status.ShouldBe(Status.Succeeded, resumed.Error?.ToString());
        journal.Entries.Count(entry => entry.Request.Name == "after").ShouldBe(1);
        journal.Entries.Count(entry => entry.Request.Name == "x").ShouldBe(5);
    }

    [Fact]
    public void A_cancelled_effect_that_is_under_way_is_awaited_and_its_branch_ended()
    {
        const string Source = "pcall(Parallel, { a = function() Host.call('fail') end, b = function() Host.call('slow') Host.call('never') end }) Host.call('after')";
        MemoryJournal journal = ReplayCheck.EveryPrefix(Harness.StartOf(Source), choose: Last("slow")).Journal;
        string[] asked = [.. journal.Entries.Select(entry => $"{entry.Request.Key.Branch}:{entry.Request.Key.Position} {entry.Request.Kind} {entry.Request.Name}".Trim())];
        asked.ShouldBe([
            "main:1 branch.open a", "main:2 branch.open b", "main/1.branch:1 host.call fail", "main/1.branch:2 branch.end",
            "main/2.branch:1 host.call slow", "main/2.branch:2 branch.end", "main:3 host.call after",
        ]);
        Value.Decode(journal.Entries[5].Request.Recorded.Span).ToString().ShouldBe("""{"cancelled":true}""");
    }

    [Fact]
    public void A_cancelled_wait_is_not_awaited()
    {
        const string Source = "pcall(Parallel, { a = function() Host.call('x') error('stop') end, b = function() Host.call('y') end, c = function() File.read('f') end, timer = function() end }) "
            + "local s = Procedure.spawn('sleeper') Host.call('p') Procedure.cancel(s) Host.call('after') return Procedure.status(s)";
        StartResponse start = Harness.StartOf("require('m') return (function() " + Source + " end)()").WithModule("m", "sleeper = Procedure { function() Procedure.defer { key = 'k', resume_at = '2026-01-01T00:00:00Z', reason = 'r' } end }");
        var journal = new MemoryJournal();
        ProcedureOutcome outcome = ReplayCheck.Resume(
            start, journal, request => request.Kind == "run.defer" ? new PerformResponse { Suspended = new Suspended { WaitsFor = "time" } } : TestWorld.Answer(request));
        outcome.Status.ShouldBe(Status.Succeeded, outcome.Error?.ToString());
        Value.Decode(outcome.Output.Span).ToString().ShouldBe("\"cancelled\"");
    }

    [Fact]
    public void What_a_task_draws_does_not_depend_on_the_others()
    {
        const string Source = "return Parallel { a = function() local t = {} for i = 1, 3 do Host.call('x') t[i] = math.random(1000) end return t end, b = function() for i = 1, 3 do Host.call('y') math.random() end return math.random(1000) end }";
        string[] outputs = [.. Enumerable.Range(1, 6).Select(seed =>
            Value.Decode(ReplayCheck.EveryPrefix(Harness.StartOf(Source), choose: JournalChannel.ByHash((ulong)seed)).Outcome.Output.Span).ToString())];
        outputs.Distinct().Count().ShouldBe(1, string.Join('\n', outputs));
    }

    [Fact]
    public void A_coroutine_that_waits_for_an_answer_cannot_be_given_one_by_another_task()
    {
        const string Source = """
            local got
            local co = coroutine.create(function() got = Host.call("x").name end)
            local all = Parallel {
              function() coroutine.resume(co) return coroutine.status(co) end,
              function()
                local ok, why = coroutine.resume(co, 1, true, { name = "forged" })
                return { ok, why, coroutine.status(co), (pcall(coroutine.close, co)) }
              end,
            }
            return { all, got }
            """;
        Value.Decode(ReplayCheck.EveryPrefix(Harness.StartOf(Source)).Outcome.Output.Span).ToString()
            .ShouldBe("""[["dead",[false,"cannot resume non-suspended coroutine","normal",false]],"x"]""");
    }

    [Fact]
    public void Names_are_opened_numbers_first_and_in_order()
    {
        MemoryJournal journal = ReplayCheck.EveryPrefix(Harness.StartOf("Parallel { b = print, [10] = print, [2] = print, a = print, [1.5] = print }")).Journal;
        journal.Entries.Where(entry => entry.Request.Kind == "branch.open").Select(entry => entry.Request.Name).ShouldBe(["1.5", "2", "10", "a", "b"]);
    }

    private static PerformRequest SleepFirst(IReadOnlyList<PerformRequest> requests) => requests.FirstOrDefault(request => request.Kind == "sleep") ?? requests[0];

    private static Func<IReadOnlyList<PerformRequest>, PerformRequest> Last(string name) =>
        requests => requests.FirstOrDefault(request => request.Name != name) ?? requests[0];
}
