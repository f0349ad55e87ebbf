using System.Text;
using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests;

/// <summary>Proves that whatever a procedure does to its own globals and library tables, the prelude goes on as before and stays out of reach.</summary>
public sealed class PreludeIntegrityTests
{
    // Takes every name it needs before the tampering, so that only the prelude could notice it. TAMPER and TOOK are replaced.
    private const string Probe = """
        local Host, File, Json, state, State, checkpoint, print, Log, field = Host, File, Json, state, State, checkpoint, print, Log, field
        local pcall, assert, error, tostring, wrap, yield = pcall, assert, error, tostring, coroutine.wrap, coroutine.yield
        local encode, decode, array, call, read, info, increment = Json.encode, Json.decode, Json.array, Host.call, File.read, Log.info, State.increment
        local format, integer, object, text, list = string.format, field.integer, field.object, field.string, field.array
        local Procedure, Iterations, pairs = Procedure, Iterations, pairs
        local _G, setmetatable, getmetatable = _G, setmetatable, getmetatable
        local took = false
        TAMPER
        if not (TOOK) then error("the tampering did not take", 0) end
        Procedure {
          input = { n = integer{default = 3, min = 1}, who = text{pattern = "[a-z]+", default = "abc"} },
          output = { n = integer{required = true}, rest = list{} },
          state = { count = integer{default = 1} },
          function(input)
            print("line", 5.0, input.n)
            info("said", { a = { 1, 2 } })
            local answer = call("host.echo", { deep = { list = { 1, 2, 3 }, text = "x" } })
            local _, problem = pcall(call, "", {})
            local _, wrong = pcall(function() state.count = "x" end)
            increment("count")
            local kept = checkpoint(function() state.count = 9 return { read("a.txt") } end)
            local generator = wrap(function() yield(call("host.echo", {}).v) end)
            local _, bad = pcall(text, { pattern = "(" })
            return { n = input.n, rest = {
              answer.v, problem.code, problem.message, wrong.message, state.count, kept, generator(), bad.message,
              encode({ b = 1, a = { 1.5, 5.0 } }), decode("[1,{}]"), array(), tostring(problem), Iterations.current(),
            } }
          end,
        }
        """;

    public static TheoryData<string, string> Tamperings() => new()
    {
        { "table.insert = function() error('trap') end", "not pcall(table.insert, {}, 1)" },
        { "table.sort, table.concat, table.unpack, unpack = nil", "table.sort == nil and table.concat == nil" },
        { "local f = function() error('trap') end for _, n in ipairs{'sub','find','match','gsub','gmatch','rep','byte','format','lower'} do string[n] = f end", "not pcall(string.sub, 'x', 1)" },
        { "_G.tostring = function() return 'evil' end", "_G.tostring(1) == 'evil'" },
        { "type = function() return 'nil' end", "_G.type({}) == 'nil'" },
        { "_G.error = function() end", "_G.error('x') == nil" },
        { "rawget, rawset, rawlen, rawequal, next, select, ipairs = nil", "rawget == nil and next == nil" },
        { "_G.setmetatable = function() error('trap') end _G.getmetatable = function() return {} end", "_G.getmetatable('') ~= false" },
        { "_G.pcall = function() return true end xpcall = nil", "_G.pcall(error) == true" },
        { "coroutine.create, coroutine.resume, coroutine.yield, coroutine.status, coroutine.close, coroutine.wrap = nil", "coroutine.create == nil" },
        { "coroutine.resume = function() return false, 'trap' end", "coroutine.resume() == false" },
        { "math.type, math.tointeger, math.huge, math.min, math.randomseed, math.random = nil", "math.type == nil" },
        { "utf8.len, utf8.char, utf8.codepoint = nil", "utf8.len == nil" },
        { "field.string, field.integer = nil, nil", "not pcall(function() return field.strng end)" },
        { "_G.Json, _G.Host, _G.state, _G.print, _G.Log, _G.File, _G.checkpoint, _G.Step, _G.State, _G.Iterations = nil", "_G.Json == nil and _G.print == nil" },
        { "Json.encode, Json.decode, Json.null, Host.call, State.increment, State.all = nil", "Host.call == nil" },
        { "local keys = {} for k in pairs(_G) do keys[#keys + 1] = k end for _, k in pairs(keys) do _G[k] = nil end", "_G.string == nil" },
        { "setmetatable(_G, {__index = function() error('trap') end, __newindex = function() error('trap') end})", "not pcall(function() return _G.absent end)" },
        { "for _, n in pairs{'string','table','math','coroutine','utf8','os'} do _G[n] = setmetatable({}, {__index = function() error('trap') end}) end", "not pcall(function() return table.insert end)" },
        { "pcall(function() local e = select(2, pcall(call, '', {})) e.code = {} e.message = nil e.kind = print took = true end)", "took" },
        { "local e = select(2, pcall(call, '', {})) took = not pcall(setmetatable, e, {}) and not pcall(function() getmetatable(e).__tostring = print end)", "took" },
        { "took = not pcall(function() state.x = print end) and not pcall(setmetatable, state, {}) and getmetatable(state) == 'state'", "took" },
        { "took = not pcall(function() Json.null.x = 1 end) and getmetatable(Json.null) == 'null'", "took" },
        { "local d = Json.decode('[]') took = getmetatable(d) == 'list' and not pcall(setmetatable, d, {})", "took" },
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public void Tampering_changes_nothing_that_the_prelude_does(string tampering, string took)
    {
        (string Output, string Effects, string Lines) expected = RunProbe("", "true");
        RunProbe(tampering, took).ShouldBe(expected);
    }

    [Fact]
    public void The_probe_notices_a_prelude_that_behaves_differently()
    {
        // The control: the same comparison sees a difference where the procedure itself uses what was replaced.
        (string Output, string Effects, string Lines) expected = RunProbe("", "true");
        RunProbe("encode = function() return 'evil' end", "true").ShouldNotBe(expected);
        RunProbe("print = function() end", "true").ShouldNotBe(expected);
    }

    [Fact]
    public void Nothing_of_the_prelude_can_be_reached_from_the_globals()
    {
        Value found = Harness.Output("""
            local marks = { effect = true, perform = true, new_error = true, state_values = true, language = true, std = true, load_text = true, set_clock = true }
            local seen, found, count = {}, {}, 0
            local function walk(value, path)
              if type(value) ~= "table" and type(value) ~= "function" or seen[value] then return end
              seen[value] = true
              if type(value) ~= "table" then return end
              count = count + 1
              local key, item
              repeat
                key, item = next(value, key)
                if key ~= nil then
                  if marks[key] then found[#found + 1] = path .. "." .. key end
                  walk(key, path) walk(item, path .. "." .. tostring(key))
                end
              until key == nil
              local meta = getmetatable(value)
              if type(meta) == "table" then walk(meta, path .. "<meta>") end
            end
            walk(_G, "_G")
            for _, value in ipairs { field.string{}, select(2, pcall(Host.call)), Json.decode("[]"), state, "text" } do walk(value, "value") end
            _G.effect = print
            seen = {}
            local before = #found
            walk(_G, "_G")
            return { found = before, tables = count > 10, control = #found - before }
            """);

        found.ToString().ShouldBe("""{"found":0,"tables":true,"control":1}""");
    }

    [Fact]
    public void What_a_procedure_yields_by_itself_is_never_taken_for_an_effect()
    {
        var channel = new ScriptedChannel();
        Value result = Harness.Output(
            """
            local thread = coroutine.wrap(function()
              coroutine.yield("host.call", 1, "mail.send", {})
              coroutine.yield(function() end, "host.call", Json.null, {}, 1, "mail.send", {})
              return "end"
            end)
            thread() thread()
            return thread()
            """,
            channel);

        result.ToString().ShouldBe("\"end\"");
        channel.Requests.ShouldBeEmpty();
    }

    private static (string Output, string Effects, string Lines) RunProbe(string tampering, string took)
    {
        var channel = new ScriptedChannel();
        channel.Answer("host.call", "host.echo", Value.MapOf(("v", Value.ListOf(Value.Of(1), Value.Null))));
        channel.Answer("file.read", "a.txt", Value.Of("content"));
        StartResponse start = Harness.StartOf("");
        string source = Probe.Replace("TAMPER", tampering, StringComparison.Ordinal).Replace("TOOK", took, StringComparison.Ordinal);
        start.Bundle.Files[0].Source = ByteString.CopyFrom(Encoding.UTF8.GetBytes(source));
        ProcedureOutcome outcome = Harness.Run(start, channel);
        outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
        return (Value.Decode(outcome.Output.Span).ToString(), string.Join('\n', channel.Effects), string.Join('\n', channel.Events));
    }
}
