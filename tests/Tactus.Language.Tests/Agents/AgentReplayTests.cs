using Tactus.Language.Running;
using Tactus.Language.Tests.Journals;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves that a run of agents that dies after any answer and is resumed has the same conversations, tool calls, iterations and wish to stop.</summary>
public sealed class AgentReplayTests
{
    private const string Start = """
        local done = Tool { name = "done", input = { reason = field.string{} }, function(args) return { status = "completed", reason = args.reason } end }
        local look = Tool { input = { reason = field.string{} }, function(args) return Host.call("look", args) end }
        local issue = Tool { use = "broker.tracker.create_issue" }
        local forbidden = Tool { use = "host.forbidden" }
        local worker = Agent { model = "mock/one", system_prompt = "Work.", tools = { look, done } }
        local writer = Agent { model = "mock/one", tools = { look, issue, forbidden } }
        local quiet = Agent { model = "mock/one", system_prompt = "Be quiet: {input.x}", tools = { look } }
        local shared = Agent { model = "mock/one", system_prompt = "quiet", message_history = { source = "shared" } }
        local function told(what)
          Host.call(what, {
            calls = Tool.get_all_calls(), done = done.called(), look = look.call_count(), last = look.last_result() or "none", turns = Iterations.current(),
            stop = Stop.requested(), reason = Stop.reason() or "none", worker = worker.history.get(), writer = writer.history.get(), shared = MessageHistory.get(),
            output = worker.output or "none", random = math.random(1000),
          })
        end
        local sub = Procedure { input = { x = field.integer{default = 1} }, function(input) local text = quiet("in sub").output worker() told("in sub") return text end }

        """;

    public static TheoryData<string, string> Programs() => new()
    {
        { "a loop until done", "repeat worker() until done.called() or Iterations.exceeded(3) told('end')" },
        { "several calls side by side", "local r = writer('write it') told('end') return { #r.tool_calls, #r.new_messages(), r.usage.total_tokens, r.cost().total_cost }" },
        { "a turn in a checkpoint", "checkpoint('turn', function() worker('first') told('inside') return worker.output end) told('after') worker('second') told('end')" },
        { "turns in nested checkpoints", "checkpoint(function() worker('one') checkpoint(function() worker('two') writer('three') told('deep') end) told('middle') worker('four') end) told('after') worker() writer() told('end')" },
        { "what a checkpoint learnt of tools", "checkpoint(function() writer('one') end) writer('two') told('end')" },
        { "what came after is not asked again", "writer('one') checkpoint(function() writer('two') end) writer('three') told('end')" },
        { "resets in a checkpoint", "worker('one') checkpoint(function() look.reset() told('inside') worker('two') Tool.reset('done') end) told('after') checkpoint(function() Tool.reset() end) told('end') return look.called()" },
        { "conversations changed in a checkpoint", "MessageHistory.append{role = 'user', content = 'a'} shared() checkpoint(function() MessageHistory.inject_system('b') shared('c') MessageHistory.checkpoint('here') shared('d') end) MessageHistory.rewind_to('here') shared('e') worker.history.append{role = 'user', content = 'x'} checkpoint(function() worker.history.clear() end) told('end')" },
        { "a checkpoint that fails", "local ok, e = pcall(checkpoint, function() worker('one') error('after the turn', 0) end) told('after') worker('two') told('end') return e" },
        { "a turn that fails", "local ok, e = pcall(worker, 'this breaks') told('after') local ok2 = pcall(checkpoint, function() worker('it breaks') end) told('end') return { ok, ok2 }" },
        { "agents side by side", "Parallel { function() worker('a') end, function() writer('b') end, function() quiet('c') end } told('end')" },
        { "one agent side by side with itself", "Parallel { function() worker('a') end, function() worker('b') worker('c') end } told('end')" },
        { "checkpoints with agents side by side", "Parallel { function() checkpoint(function() worker('a') told('in a') end) worker('a2') end, function() checkpoint(function() writer('b') told('in b') end) worker('b2') end } told('end')" },
        { "side by side inside a checkpoint", "checkpoint(function() Parallel { function() worker('a') end, function() checkpoint(function() writer('b') end) worker('c') end } told('inside') end) told('end')" },
        { "sub-procedures", "sub { x = 2 } told('one') worker('mine') local text = sub { x = 3 } told('two') checkpoint(function() sub { x = 4 } end) told('end') return text" },
        { "spawned sub-procedures", "local a, b = Procedure.spawn(sub, { x = 2 }), Procedure.spawn(sub, { x = 3 }) worker('mine') told('running') Procedure.wait_all { a, b } told('after') pcall(Procedure.wait, a) told('end')" },
        { "spawned and awaited in a checkpoint", "local a = Procedure.spawn(sub, { x = 2 }) worker('mine') checkpoint(function() Procedure.wait(a) worker('in') told('inside') end) told('after') Procedure.wait(a) told('end')" },
        { "failures that pass", "local shaky = Agent { model = 'mock/shaky', retry = { jitter = true } } local text = shaky('hello').output told('end') return text" },
        { "a filter", "local short = Agent { model = 'mock/one', message_history = { filter = filters.last_n(2) }, tools = { look } } for i = 1, 4 do short('turn ' .. i) end return short.history.get()" },
        { "servers", "local files = Toolset 'files' { use = 'mcp.fs', include = { 'read' } } local reader = Agent { model = 'mock/one', tools = { files, mcp.fs.write } } reader('a') checkpoint(function() reader('b') end) reader('c') told('end') return { Tool.get_call_count('files_read'), Tool.get_call_count('fs_write'), Tool.get_call_count('read') }" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_crash_after_any_answer_changes_nothing(string name, string program)
    {
        name.ShouldNotBeEmpty();
        string source = Start + "Procedure { input = { x = field.string{default = 'y'} }, function(input) " + program + " end }";

        // Where nothing runs side by side the order of answers is no question.
        ulong seeds = program.Contains("Parallel", StringComparison.Ordinal) || program.Contains("spawn", StringComparison.Ordinal) ? 2UL : 1;
        for (ulong seed = 1; seed <= seeds; seed++)
        {
            (ProcedureOutcome outcome, MemoryJournal journal) = ReplayCheck.EveryPrefix(Harness.StartOf(source), ModelWorld.Answer, JournalChannel.ByHash(seed));
            outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
            journal.Lines().ShouldContain(line => line.Contains("model.chat", StringComparison.Ordinal));
        }
    }
}
