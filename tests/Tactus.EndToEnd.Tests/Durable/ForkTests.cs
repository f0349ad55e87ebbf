using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that a fork shares the first entries of a run without performing them again, and goes on from there with another file or another
// input, while the run that it was forked from stays as it is.
public sealed class ForkTests : IDisposable
{
    private const string Body = """
        File.append('log', 'one\n')
        File.append('log', 'two\n')
        error('not yet')
        """;

    private readonly Desk _desk = new();

    [Fact]
    public async Task A_failed_run_is_mended_and_goes_on_without_repeating_anything()
    {
        _desk.Procedure(Body);
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(1).RunId;
        _desk.Procedure(Body.Replace("error('not yet')", "File.append('log', 'three\\n')\nreturn {ended = true}", StringComparison.Ordinal));

        Ended fork = await _desk.CheckAsync(
            await _desk.DoAsync("runs", "fork", run, "--with", "p.tac", "--driver", Machine.Bubblewrap, "--json"), 0, "succeeded", null);

        fork.RunId.ShouldNotBe(run);
        fork.Json.GetProperty("forked_from").GetString().ShouldBe(run);
        _desk.Lines("log").ShouldBe(["one", "two", "three"]);
        (await _desk.EntriesAsync(run)).Count.ShouldBe(2, "the other run stays as it is");
        (await _desk.DoAsync("runs", "show", fork.RunId)).ShouldExit(0).Out.ShouldContain($"run {run}, up to entry 2");
    }

    [Fact]
    public async Task It_goes_its_own_way_from_the_entry_that_is_named()
    {
        _desk.Procedure(Body);
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(1).RunId;
        _desk.Procedure(Body.Replace("two", "zwei", StringComparison.Ordinal).Replace("error('not yet')", "return {}", StringComparison.Ordinal));

        // With everything shared the edit is a divergence, whose error says where to fork.
        (await _desk.DoAsync("runs", "fork", run, "--with", "p.tac", "--driver", Machine.Bubblewrap, "--json")).ShouldExit(6).ShouldSay("TAC1401").ShouldMendWith("--at 1 ");
        await _desk.CheckAsync(
            await _desk.DoAsync("runs", "fork", run, "--at", "1", "--with", "p.tac", "--driver", Machine.Bubblewrap, "--json"), 0, "succeeded", null);
        _desk.Lines("log").ShouldBe(["one", "two", "zwei"]);
    }

    [Fact]
    public async Task An_input_can_be_another()
    {
        _desk.Write("p.tac", "Procedure {input = {n = field.integer{default = 1}}, function(input) File.append('log', 'x\\n') return {n = input.n} end}");
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(0).RunId;

        Ended fork = await _desk.CheckAsync(
            await _desk.DoAsync("runs", "fork", run, "--param", "n=7", "--driver", Machine.Bubblewrap, "--json"), 0, "succeeded", null);

        fork.Json.GetProperty("output").GetProperty("n").GetInt32().ShouldBe(7);
        _desk.Lines("log").ShouldBe(["x"]);
    }

    [Fact]
    public async Task An_entry_that_is_not_there_is_refused()
    {
        _desk.Procedure("return {}");
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(0).RunId;

        (await _desk.DoAsync("runs", "fork", run, "--at", "9", "--driver", Machine.Bubblewrap, "--json")).ShouldExit(2).ShouldSay("TAC6110");
        (await _desk.DoAsync("runs", "fork", run, "--at", "-1", "--driver", Machine.Bubblewrap, "--json")).ShouldExit(2).ShouldSay("TAC7221");
    }

    public void Dispose() => _desk.Dispose();
}
