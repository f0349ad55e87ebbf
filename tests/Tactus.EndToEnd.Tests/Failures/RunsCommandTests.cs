using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that after a run has ended, well or badly, list, show and logs tell what happened; and that ids are never guessed.
public sealed class RunsCommandTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task List_show_and_logs_tell_of_a_failed_run(string driver)
    {
        _desk.Procedure("print('one')\nLog.warn('two', {n = 2})\nHost.call('host.ping', {})\nerror('three')");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 1, "failed", "TAC1301");

        JsonElement listed = (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs")[0];
        listed.GetProperty("run_id").GetString().ShouldBe(run.RunId);
        listed.GetProperty("status").GetString().ShouldBe("failed");
        listed.GetProperty("driver").GetString().ShouldBe(driver);

        Ended logs = (await _desk.DoAsync("runs", "logs", run.RunId)).ShouldExit(0);
        logs.Out.ShouldContain("one");
        logs.Out.ShouldContain("two");

        Ended show = (await _desk.DoAsync("runs", "show", run.RunId[..^1], "--effects", "--json")).ShouldExit(0);
        JsonElement effect = show.Json.GetProperty("entries").EnumerateArray().Single();
        effect.GetProperty("name").GetString().ShouldBe("host.ping");
        effect.GetProperty("line").GetInt32().ShouldBe(4);
        effect.GetProperty("status").GetString().ShouldBe("succeeded");

        Ended text = (await _desk.DoAsync("runs", "show", run.RunId)).ShouldExit(0);
        text.Out.ShouldContain("failed");
        text.ShouldPrint("error TAC1301: three", "at p.tac:5", $"tactus runs fork {run.RunId} --with");
    }

    [Fact]
    public async Task An_ambiguous_or_unknown_id_is_refused()
    {
        _desk.Procedure("return 1");
        Ended first = await _desk.RunAsync(Machine.Bubblewrap, "p.tac");
        Ended second = await _desk.RunAsync(Machine.Bubblewrap, "p.tac");
        string common = new([.. first.RunId.Zip(second.RunId).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);
        foreach (string command in new[] { "show", "logs" })
        {
            (await _desk.DoAsync("runs", command, common, "--json")).ShouldExit(2).ShouldSay("TAC6102").ShouldMendWith("more characters");
            (await _desk.DoAsync("runs", command, "zzzz", "--json")).ShouldExit(2).ShouldSay("TAC6101").ShouldMendWith("tactus runs list");
        }

        (await _desk.DoAsync("runs", "show", first.RunId[..(common.Length + 1)], "--json")).ShouldExit(0).RunId.ShouldBe(first.RunId);
    }

    [Fact]
    public async Task A_list_without_runs_and_a_wrong_status_say_so()
    {
        (await _desk.DoAsync("runs", "list")).ShouldExit(0).ShouldPrint("no runs yet");
        (await _desk.DoAsync("runs", "list", "--status", "happy", "--json")).ShouldExit(2).ShouldSay("TAC7003").ShouldMendWith("interrupted");
    }

    public void Dispose() => _desk.Dispose();
}
