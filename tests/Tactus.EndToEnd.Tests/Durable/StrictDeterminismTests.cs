using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that where the configuration asks for it, no command runs a procedure whose replay could go another way; and that it runs where nothing asks.
public sealed class StrictDeterminismTests : IDisposable
{
    private const string Strict = "checkpoint: {strict_determinism: true}\n";

    private const string Hazardous = """
        Procedure { function()
          local total = 0
          Step.checkpoint(function() total = total + 1 return total end)
          return { home = os.getenv("HOME"), total = total, yes = Human.approve("Go on?") }
        end }
        Specification([[
        Feature: F
          Scenario: S
            Then the procedure should complete successfully
        ]])
        """;

    private readonly Desk _desk = new();

    [Fact]
    public async Task No_command_runs_it()
    {
        _desk.Write("p.tac", Hazardous);
        Ended before = await _desk.DoAsync("run", "p.tac", "--driver", "none", "--json");
        before.ShouldExit(3);
        (await _desk.DoAsync("test", "p.tac", "--no-sandbox")).ShouldExit(0);

        _desk.Write("p.tac.yml", Strict);

        Ended run = (await _desk.DoAsync("run", "p.tac", "--driver", "none", "--json")).ShouldExit(2);
        run.ShouldSay("TAC6208").ShouldPointAt("p.tac", 3).ShouldMendWith("return the value from the checkpoint");
        run.JsonError.GetProperty("message").GetString()!.ShouldContain("(sidecar p.tac.yml:1), and 1 more");
        (await _desk.DoAsync("test", "p.tac", "--no-sandbox")).ShouldExit(1).ShouldPrint("TAC6208", "p.tac:3");
        (await _desk.DoAsync("runs", "respond", before.RunId, "--approve", "--json")).ShouldExit(2).ShouldSay("TAC6208");
        (await _desk.DoAsync("runs", "list", "--json")).Json.GetProperty("runs").GetArrayLength().ShouldBe(1, "a refused procedure makes no run");
    }

    [Fact]
    public async Task Validate_calls_it_an_error()
    {
        _desk.Write("p.tac", Hazardous);
        (await _desk.DoAsync("validate", "p.tac")).ShouldExit(0).ShouldPrint("warning TAC1720", "warning TAC1721");

        _desk.Write("p.tac.yml", Strict);

        (await _desk.DoAsync("validate", "p.tac")).ShouldExit(2).ShouldPrint("error TAC1720", "error TAC1721");
    }

    [Fact]
    public async Task A_procedure_without_such_places_runs()
    {
        _desk.Procedure("return { n = Step.checkpoint(function() return 1 end) }");
        _desk.Write("p.tac.yml", Strict);

        (await _desk.RunAsync("none", "p.tac")).ShouldExit(0);
    }

    public void Dispose() => _desk.Dispose();
}
