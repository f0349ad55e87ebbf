using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that runs which follow a run, and runs that a run starts, are runs of their own that find one another.
public sealed class KinTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task The_successor_is_followed_and_both_name_the_other()
    {
        _desk.Write("p.tac", """
            Procedure {input = {n = field.integer{default = 0}}, function(input)
              File.append('log', input.n .. '\n')
              if input.n < 2 then Procedure.continue_as_new{n = input.n + 1} end
              return {n = input.n}
            end}
            """);

        Ended last = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac"), 0, "succeeded", null);

        last.Json.GetProperty("output").GetProperty("n").GetInt32().ShouldBe(2);
        _desk.Lines("log").ShouldBe(["0", "1", "2"]);
        string before = last.Json.GetProperty("continued_from").GetString()!;
        JsonElement middle = (await _desk.DoAsync("runs", "show", before, "--json")).ShouldExit(0).Json;
        middle.GetProperty("continued_as").GetString().ShouldBe(last.RunId);
        middle.GetProperty("continued_from").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task Children_run_beside_their_parent_and_are_waited_for()
    {
        _desk.Write("p.tac", """
            double = Procedure {input = {n = field.integer{required = true}}, function(input) return {twice = input.n * 2} end}
            Procedure {function(input)
              local a, b = Procedure.start('double', {n = 1}), Procedure.start('double', {n = 21})
              local done = Procedure.await_children{children = {a, b}}
              return {complete = done.complete, a = done.children[1].output.twice, b = done.children[2].output.twice}
            end}
            """);

        Ended run = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac"), 0, "succeeded", null);

        run.Json.GetProperty("output").GetProperty("complete").GetBoolean().ShouldBeTrue();
        run.Json.GetProperty("output").GetProperty("a").GetInt32().ShouldBe(2);
        run.Json.GetProperty("output").GetProperty("b").GetInt32().ShouldBe(42);
        JsonElement[] children = [.. (await _desk.DoAsync("runs", "show", run.RunId, "--json")).ShouldExit(0).Json.GetProperty("children").EnumerateArray()];
        children.Select(child => child.GetProperty("status").GetString()).ShouldBe(["succeeded", "succeeded"]);
    }

    [Fact]
    public async Task A_parent_that_waits_for_a_person_can_be_answered_while_its_child_runs()
    {
        _desk.Write("p.tac", """
            child = Procedure {function(input)
              File.append('log', 'child\n')
              repeat until File.exists('go')
              return {went = true}
            end}
            Procedure {function(input)
              local c = Procedure.start('child', {})
              local yes = Human.approve('Shall it go?')
              File.write('go', '')
              return {yes = yes, went = Procedure.await_children{children = {c}}.children[1].output.went}
            end}
            """);
        await using RunningProgram program = _desk.StartRun(Machine.Bubblewrap, "p.tac");
        string parent = "";
        await Until.HoldsAsync("a suspended parent", async () =>
        {
            JsonElement[] runs = [.. (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").EnumerateArray()];
            parent = runs.FirstOrDefault(run => run.GetProperty("status").GetString() == "suspended") is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("run_id").GetString()! : "";
            return parent.Length > 0;
        });

        Ended answered = (await _desk.DoAsync("runs", "respond", parent, "--approve", "--json")).ShouldExit(0);

        answered.Json.GetProperty("output").GetProperty("went").GetBoolean().ShouldBeTrue();
        _desk.Lines("log").ShouldBe(["child"], "the child was not started again");
        (await program.EndAsync()).ShouldPrint("taken over by somebody else");
    }

    [Fact]
    public async Task A_parent_that_was_killed_finds_its_child_again()
    {
        string parent = "";
        _desk.Write("p.tac", """
            child = Procedure {function(input)
              File.append('log', 'child\n')
              File.write('here', '')
              repeat until File.exists('go')
              return {went = true}
            end}
            Procedure {function(input)
              local c = Procedure.start('child', {})
              return {went = Procedure.await_children{children = {c}}.children[1].output.went}
            end}
            """);
        await using (RunningProgram program = _desk.StartRun(Machine.Bubblewrap, "p.tac"))
        {
            await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
            parent = (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").EnumerateArray()
                .Select(run => run.GetProperty("run_id").GetString()!).Last();
            program.Send(Signal.Kill);
            await program.EndAsync();
        }

        _desk.Write(Waiting.Go, "");
        Ended ended = await _desk.CheckAsync(await _desk.ResumeAsync(parent, Machine.Bubblewrap), 0, "succeeded", null);

        ended.Json.GetProperty("output").GetProperty("went").GetBoolean().ShouldBeTrue();
        _desk.Lines("log").ShouldBe(["child"], "there is one child, and it did its work once");
        (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").GetArrayLength().ShouldBe(2);
    }

    public void Dispose() => _desk.Dispose();
}
