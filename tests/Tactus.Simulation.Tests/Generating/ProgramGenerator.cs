using Tactus.Simulation.Tests.Running;
using Tactus.Simulation.Tests.Scheduling;

namespace Tactus.Simulation.Tests.Generating;

/// <summary>Makes a procedure from a seed: the language's durable parts, nested into each other as chance will.</summary>
/// <remarks>
/// A program that is not racy computes the same whatever comes first: each branch has its own sum and its own keys of state. A racy one also cancels,
/// waits for the first of several, and lets branches write into one list.
/// </remarks>
internal sealed class ProgramGenerator
{
    private const int MostDepth = 4;
    private readonly Chance _chance;
    private readonly SourceWriter _out = new();
    private readonly bool _racy;
    private readonly int _procedures;
    private int _left;

    private ProgramGenerator(ulong seed)
    {
        _chance = new Chance(seed);
        _racy = _chance.OneIn(4);
        _procedures = _chance.Below(4);
        _left = _chance.Between(4, 26);
    }

    /// <summary>The program of a seed.</summary>
    public static Program Make(ulong seed)
    {
        var generator = new ProgramGenerator(seed);
        generator.Write();
        return new Program($"seed{seed}.tac", generator._out.ToString()) { IsRacy = generator._racy };
    }

    private void Write()
    {
        _out.Line("local order = {}");
        for (int index = 0; index < _procedures; index++)
        {
            // Each may call the ones before it.
            int callable = index;
            _out.Block(
                $"local sub{index} = Procedure {{",
                () =>
                {
                    _out.Line("input = { n = field.integer{required = true} },");
                    _out.Block("function(input)", () => Body(new Place(0, $"p{index}", callable, IsRecorded: true), "input.n"), "end");
                },
                "}");
        }

        _out.Block(
            "Procedure {",
            () => _out.Block(
                "function()",
                () =>
                {
                    _left = Math.Max(_left, 6);
                    _out.Line("local x = 1");
                    Statements(new Place(0, "m", _procedures, IsRecorded: false));
                    _out.Line($"return {{ x = x, state = State.all(), random = math.random(1, 1000000){(_racy ? ", order = order, clock = os.time()" : "")} }}");
                },
                "end"),
            "}");
    }

    private void Body(Place place, string first)
    {
        _out.Line($"local x = {first}");
        Statements(place);
        _out.Line("return x");
    }

    private void Statements(Place place)
    {
        int count = _chance.Between(1, 4);
        for (int index = 0; index < count && _left > 0; index++)
        {
            Statement(place);
        }
    }

    private void Statement(Place place)
    {
        _left--;
        int kind = _chance.Below(place.Depth >= MostDepth ? 13 : _racy ? 28 : 23);
        int id = _out.NextNumber();
        switch (kind)
        {
            case 0 or 1:
                Mix($"Host.call(\"sim.once\", {{id = {id}, x = x}}).value");
                break;
            case 2 or 3:
                Mix($"Host.call(\"sim.keyed\", {{id = {id}, x = x}}).value");
                break;
            case 4:
                Mix($"Host.call(\"sim.read\", {{id = {id}, x = x}}).value");
                break;
            case 5:
                _out.Line($"State.increment(\"{place.Name}\", x % 7)");
                break;
            case 6:
                _out.Line(_chance.OneIn(2) ? $"print(\"line {id}\", x)" : $"Log.info(\"log {id}\", {{x = x}})");
                break;
            case 7:
                Mix("math.random(1, 100000)");
                break;
            case 8:
                _out.Line($"State.append(\"list {place.Name}\", x)");
                break;
            case 9:
                _out.Line($"Sleep({_chance.Of(["0", "0.5", "3", "20", "7200"])})");
                break;
            case 10:
                Question(id);
                break;
            case 11:
                Mix($"(pcall(Host.call, \"sim.once\", {{id = \"f{id}\", fails = 1}})) and 1 or 2");
                break;
            case 12:
                Files(place, id);
                break;
            case 13 or 14 or 15:
                Checkpoint(place, id);
                break;
            case 16 or 17:
                Parallel(place, id);
                break;
            case 18:
                Loop(place);
                break;
            case 19:
                Coroutine(place);
                break;
            case 20:
                Retry(id);
                break;
            case 21:
                Protected(place, id);
                break;
            case 22:
                Call(place, id);
                break;
            case 23:
                FailingParallel(place, id);
                break;
            case 24:
                FirstOf(place, id);
                break;
            case 25:
                Timeout(place, id);
                break;
            case 26:
                Mix($"#Human.input{{message = \"question {id}\", timeout = 60, default = \"nobody was there\"}}");
                break;
            default:
                Note(place, $"{place.Name} {id}");
                break;
        }
    }

    private void Note(Place place, string what) => _out.Line(place.IsRecorded ? $"print(\"{what}\")" : $"order[#order + 1] = \"{what}\"");

    private void Mix(string value) => _out.Line($"x = (x * 31 + ({value})) % 1000003");

    private void Question(int id) => Mix(_chance.Below(3) switch
    {
        0 => $"Human.approve(\"question {id}\") and 1 or 2",
        1 => $"#Human.input(\"question {id}\")",
        _ => $"Human.select{{message = \"question {id}\", options = {{\"a\", \"bb\", \"ccc\"}}}} == \"bb\" and 1 or 2",
    });

    // A procedure may run several times side by side, and would write into one file in any order.
    private void Files(Place place, int id)
    {
        if (place.Name[0] != 'm')
        {
            Mix($"Host.call(\"sim.once\", {{id = {id}, file = \"none\"}}).value");
            return;
        }

        string file = place.Name.Replace(' ', '-') + ".txt";
        _out.Line($"File.append(\"{file}\", \"{id} \" .. x .. \"\\n\")");
        Mix($"File.size(\"{file}\")");
        if (_chance.OneIn(3))
        {
            _out.Line(_chance.OneIn(2) ? $"File.write(\"{file}\", \"anew {id}\\n\")" : $"print(File.remove(\"{file}\"))");
        }
    }

    private void Checkpoint(Place place, int id)
    {
        string name = _chance.OneIn(2) ? $"\"c{id}\", " : "";
        _out.Line("do local seen = x");
        _out.Block($"x = checkpoint({name}function()", () => Body(place.Checkpoint(), "seen"), "end) end");
    }

    private void Parallel(Place place, int id)
    {
        int branches = _chance.Between(2, 4);
        _out.Line("do local seen = x");
        _out.Block(
            "local results = Parallel {",
            () =>
            {
                for (int branch = 0; branch < branches; branch++)
                {
                    _out.Block($"k{branch} = function()", () => Body(place.Branch($"{id}{(char)('a' + branch)}"), "seen"), "end,");
                }
            },
            "}");
        for (int branch = 0; branch < branches; branch++)
        {
            Mix($"results.k{branch}");
        }

        _out.Line("end");
    }

    private void Loop(Place place)
    {
        if (_chance.OneIn(2))
        {
            _out.Block($"for round = 1, {_chance.Between(2, 3)} do", () => Statements(place.Inside()), "end");
            return;
        }

        _out.Block("for key, number in pairs({red = 1, green = 2, [\"a longer name\"] = 3, 4}) do", () =>
        {
            Mix($"Host.call(\"sim.keyed\", {{key = key, number = number, id = {_out.NextNumber()}}}).value");
            Statements(place.Inside());
        }, "end");
    }

    private void Coroutine(Place place)
    {
        _out.Line("do local seen = x");
        _out.Block("local each = coroutine.wrap(function()", () =>
        {
            _out.Line("local x = seen");
            Statements(place.Inside());
            _out.Line("coroutine.yield(x)");
            Statements(place.Inside());
            _out.Line("return x");
        }, "end)");
        Mix("each()");
        Mix($"Host.call(\"sim.once\", {{between = {_out.NextNumber()}}}).value");
        Mix("each()");
        _out.Line("end");
    }

    private void Retry(int id)
    {
        int fails = _chance.Between(0, 3);
        Mix($"select(2, pcall(Retry.with_backoff, function(attempt) return Host.call(\"sim.keyed\", {{id = \"r{id}\", fails = {fails}, attempt = attempt}}).value end, "
            + $"{{max_attempts = 3, initial_delay = {_chance.Of(["1", "4"])}}})) == 1 and 1 or 2");
    }

    private void Protected(Place place, int id)
    {
        _out.Line("do local seen = x");
        _out.Block("local ok, value = pcall(function()", () =>
        {
            _out.Line("local x = seen");
            Statements(place.Inside());
            _out.Line(_chance.OneIn(2) ? $"error({{code = {id}, x = x}})" : "return x");
        }, "end)");
        Mix("ok and value or value.x or 3");
        _out.Line("end");
    }

    private void Call(Place place, int id)
    {
        if (place.Callable == 0)
        {
            Mix($"Host.call(\"sim.once\", {{id = {id}, nothing = \"to call\"}}).value");
            return;
        }

        int callee = _chance.Below(place.Callable);
        if (_chance.OneIn(2))
        {
            Mix(_chance.OneIn(2) ? $"sub{callee}({{n = x}})" : $"Procedure.run(\"sub{callee}\", {{n = x}})");
            return;
        }

        _out.Line($"do local handles = {{ Procedure.spawn(\"sub{callee}\", {{n = x}}), Procedure.spawn(\"sub{callee}\", {{n = x + 1}}) }}");
        Statements(place.Inside());
        _out.Line("local outputs = Procedure.wait_all(handles)");
        Mix("outputs[1] + outputs[2]");
        _out.Line("end");
    }

    private void FailingParallel(Place place, int id)
    {
        _out.Line("do local seen = x");
        _out.Block(
            "local ok, raised = pcall(Parallel, {",
            () =>
            {
                _out.Block("one = function()", () => Body(place.Branch($"{id}one"), "seen"), "end,");
                _out.Block("fails = function()", () =>
                {
                    _out.Line("local x = seen");
                    Statements(place.Branch($"{id}fails"));
                    _out.Line($"error(\"wanted {id}\")");
                }, "end,");
                _out.Block("other = function()", () => Body(place.Branch($"{id}other"), "seen"), "end,");
            },
            "})");
        _out.Line("print(\"failed\", tostring(ok), tostring(raised)) end");
    }

    private void FirstOf(Place place, int id)
    {
        if (place.Callable == 0)
        {
            Note(place, $"nothing to call {id}");
            return;
        }

        int callee = _chance.Below(place.Callable);
        _out.Line($"do local one, other = Procedure.spawn(\"sub{callee}\", {{n = x}}), Procedure.spawn(\"sub{callee}\", {{n = x + 7}})");
        _out.Line("local first, value = Procedure.wait_any({one, other})");
        Mix("first == one and 1 or 2");
        Mix("value");
        if (_chance.OneIn(2))
        {
            _out.Line("print(\"cancelled\", Procedure.cancel(first == one and other or one))");
        }

        _out.Line("end");
    }

    private void Timeout(Place place, int id)
    {
        if (place.Callable == 0)
        {
            Note(place, $"nothing to wait for {id}");
            return;
        }

        int callee = _chance.Below(place.Callable);
        _out.Line($"do local slow = Procedure.spawn(\"sub{callee}\", {{n = x}})");
        _out.Line($"local ok, value = pcall(Procedure.wait, slow, {_chance.Of(["0.004", "0.05", "100"])})");
        _out.Line("print(\"waited\", tostring(ok), tostring(value), Procedure.status(slow))");
        _out.Line("end");
    }
}
