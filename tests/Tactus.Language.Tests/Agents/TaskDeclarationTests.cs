using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves which task of a file runs, after which others, and how tasks are named.</summary>
public sealed class TaskDeclarationTests
{
    private const string Start = "local log = {} local function say(x) return function() log[#log + 1] = x return table.concat(log, ',') end end ";

    [Theory]
    [InlineData("local one = Task { entry = say('one') }", "", "\"one\"")]
    [InlineData("local run = Task { entry = say('run') } local other = Task { entry = say('other') }", "", "\"run\"")]
    [InlineData("local run = Task { entry = say('run') } local other = Task { entry = say('other') }", "other", "\"other\"")]
    [InlineData("local a = Task { entry = say('a') } local b = Task { depends_on = a, entry = say('b') } local run = Task { depends_on = { 'b', a }, entry = say('run') }", "", "\"a,b,run\"")]
    [InlineData("Task 'data' { provides = 'rows', entry = say('data') } Task 'run' { depends_on = 'rows', say('run') }", "", "\"data,run\"")]
    [InlineData("Task 'build' { fast = Task { entry = say('fast') }, slow = Task { depends_on = 'fast', entry = say('slow') } }", "build:slow", "\"fast,slow\"")]
    [InlineData("Task 'build' { fast = Task { entry = say('fast') }, slow = Task { entry = say('slow') } }", "build", """{"tasks":["build:fast","build:slow"]}""")]
    [InlineData("local t = Task { entry = say('t') } Procedure { function() return t() .. t() end }", "", "\"tt\"")]
    [InlineData("local t = Task { entry = say('t') } Procedure { function() return 'procedure' end }", "t", "\"t\"")]
    [InlineData("local t = Task { entry = say('t') } function main() return 'main' end", "", "\"main\"")]
    [InlineData("local a = Task { entry = say('a') } local b = Task { entry = say('b') }", "", "TAC1470 the file declares several tasks and none is called 'run': a, b")]
    [InlineData("local run = Task { depends_on = 'b', entry = say('run') } local b = Task { depends_on = 'run', entry = say('b') }", "", "TAC1470 task 'run' depends on itself: run -> b -> run")]
    [InlineData("local n = 0 local dep = Task { entry = function() n = n + 1 if n == 1 then error('no') end end } local top = Task { depends_on = 'dep', entry = say('top') } Procedure { function() pcall(top) return top() end }", "", "\"top\"")]
    [InlineData("local run = Task { depends_on = 'nobody', entry = say('run') }", "", "TAC1410 there is no task 'nobody'")]
    [InlineData("local run = Task { entry = 'x' }", "", "TAC1003 'entry' of Task 'run' must be a function, and is 'x'")]
    [InlineData("local run = Task {}", "", "TAC1470 Task 'run' has no entry")]
    [InlineData("local run = Task { enrty = print }", "", "TAC1002 Task 'run' has no key 'enrty'; did you mean 'entry'?")]
    [InlineData("IncludeTasks('helpers/tasks.tac', 'h') Task 'run' { depends_on = 'h:two', entry = say('run') }", "", "\"run\"")]
    [InlineData("IncludeTasks('helpers/tasks.tac', 'h') local x = Task { entry = say('x') }", "h:two", "\"two after one\"")]
    public void Tasks(string program, string wanted, string expected)
    {
        const string Module = "local seen = '' Task 'one' { entry = function() seen = ' after one' end } Task 'two' { depends_on = 'one', entry = function() return 'two' .. seen end }";
        StartResponse start = Harness.StartOf(Start + program).WithModule("helpers.tasks", Module);
        start.Procedure = wanted;
        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());
        string found = outcome.Error is { } error ? $"{error.Code} {error.Message}" : Value.Decode(outcome.Output.Span).ToString()!;
        found.ShouldStartWith(expected);
    }
}
