using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a run that takes too much (CPU, memory, time, output, effects) is ended with its own status, whatever it catches.
public sealed class BudgetTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    public static TheoryData<string, string, int> Loops
    {
        get
        {
            var loops = new TheoryData<string, string, int>();
            foreach (string driver in Machine.Names)
            {
                loops.Add(driver, "local n = 0\nwhile true do n = n + 1 end", 3);
                loops.Add(driver, "while true do\n  pcall(function()\n    while true do local a = 1 end\n  end)\nend", 4);
                loops.Add(driver, "local co = coroutine.wrap(function()\n  while true do pcall(error) end\nend)\nco()", 3);
            }

            return loops;
        }
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task An_endless_loop_is_ended_with_its_line(string driver, string body, int line)
    {
        _desk.Procedure(body);
        Limit("cpu_time: 1s");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 125, "out_of_budget", "TAC2102");
        run.ShouldPointAt("p.tac", line).ShouldMendWith("cpu_time");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_memory_bomb_that_nobody_caught_is_out_of_memory(string driver)
    {
        _desk.Procedure("local hoard = {}\nwhile true do\n  hoard[#hoard + 1] = string.rep('x', 100000) .. #hoard\nend");
        Limit("memory: 64m");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 137, "out_of_memory", "TAC2101");
        run.ShouldPointAt("p.tac", 4).ShouldMendWith("memory");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_memory_bomb_that_was_caught_lets_the_run_go_on(string driver)
    {
        _desk.Procedure("local ok = pcall(function() local hoard = {} while true do hoard[#hoard + 1] = string.rep('x', 100000) .. #hoard end end)\nreturn {ok = ok}");
        Limit("memory: 64m");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 0, "succeeded", null);
        run.Json.GetProperty("output").GetProperty("ok").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_run_that_outlasts_its_wall_clock_is_timed_out(string driver)
    {
        _desk.Procedure("while true do File.exists('never') end");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac", "--timeout", "2s"), 124, "timed_out", "TAC6302");
        run.ShouldMention("2 s").ShouldMendWith("--timeout");
        run.Took.ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_flood_of_output_is_ended(string driver)
    {
        _desk.Procedure("while true do pcall(print, string.rep('x', 1000)) end");
        Limit("output: 64k");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 125, "out_of_budget", "TAC1204");
        run.ShouldPointAt("p.tac", 2).ShouldMendWith("limits.output");
        run.Error.Length.ShouldBeLessThan(128 * 1024);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Too_many_effects_end_the_run_even_if_it_catches_every_error(string driver)
    {
        _desk.Procedure("while true do pcall(Host.call, 'host.ping', {}) end");
        Limit("effects: 50");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 125, "out_of_budget", "TAC3601");
        run.ShouldMendWith("effects");
        run.Json.GetProperty("effects").GetInt64().ShouldBe(50);
    }

    public void Dispose() => _desk.Dispose();

    // Narrower than the defaults, so it needs no trust.
    private void Limit(string limit) => _desk.Write("p.tac.yml", $"sandbox:\n  limits: {{{limit}}}\n");
}
