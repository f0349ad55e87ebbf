using System.Text.Json;
using Tactus.EndToEnd.Tests.Durable;
using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.Tests.ModelServers;

namespace Tactus.EndToEnd.Tests.Models;

// Proves that an agent works against servers that speak the vendors' protocols over real HTTP, and that a run which is killed with SIGKILL in the middle of a turn
// goes on without paying once more for an answer that is in its journal.
public sealed class AgentOnServersTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Protocols => new("openai", "anthropic");

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task An_agent_calls_its_tools_at_once_and_answers(string protocol)
    {
        await using ModelServer server = await ModelServer.StartAsync(request => ModelDesk.Answer(request, protocol));
        string file = await _desk.LayOutAsync(server, protocol);

        Ended run = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, file), 0, "succeeded", null);

        run.Json.GetProperty("output").GetProperty("plan").GetString().ShouldBe("Museum, then lunch.");
        _desk.Lines("asked").ShouldBe(["Wien"]);
        server.Requests.Count.ShouldBe(2);
        CheckUsage(run.Json, protocol);
        run.Error.ShouldContain("[planner] Let me look.");
        run.Error.ShouldContain("asks for weather, echo");
        (run.Out + run.Error).ShouldNotContain(ModelDesk.Key);
        IReadOnlyList<JsonElement> entries = await _desk.EntriesAsync(run.RunId);
        entries.Count(entry => entry.GetProperty("kind").GetString() == "model.chat").ShouldBe(2);
        entries.Single(entry => entry.GetProperty("kind").GetString() == "agent.tool").GetProperty("name").GetString().ShouldBe("echo");
        entries.ShouldAllBe(entry => !entry.ToString().Contains(ModelDesk.Key));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Killed_while_a_tool_works_it_does_not_ask_again(string protocol)
    {
        await using ModelServer server = await ModelServer.StartAsync(request => ModelDesk.Answer(request, protocol));
        string file = await _desk.LayOutAsync(server, protocol, waits: true);
        await using RunningProgram program = _desk.StartRun(Machine.Bubblewrap, file);
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        string run = await program.RunIdAsync();
        program.Send(Signal.Kill);
        await program.EndAsync();
        _desk.Write(Waiting.Go, "");

        Ended ended = await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 0, "succeeded", null);

        ended.Json.GetProperty("output").GetProperty("plan").GetString().ShouldBe("Museum, then lunch.");
        server.Requests.Count.ShouldBe(2, "the first answer was in the journal");
        _desk.Lines("asked").ShouldBe(["Wien"]);
        CheckUsage(ended.Json, protocol);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Killed_in_the_middle_of_an_answer_it_asks_for_that_one_again_under_its_key(string protocol)
    {
        var speaking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ModelServer server = await ModelServer.StartAsync(request => request.Number == 2
            ? ModelDesk.Answer(request, protocol).Breaking(afterPieces: 3, ReplyEnding.Whole)
            : ModelDesk.Answer(request, protocol));
        server.BeforeEnd = async request =>
        {
            if (request.Number == 2)
            {
                speaking.SetResult();
                await dead.Task;
            }
        };
        string file = await _desk.LayOutAsync(server, protocol);
        await using RunningProgram program = _desk.StartRun(Machine.Bubblewrap, file);
        await speaking.Task.WaitAsync(TimeSpan.FromSeconds(60));
        string run = await program.RunIdAsync();
        program.Send(Signal.Kill);
        await program.EndAsync();
        dead.SetResult();

        Ended ended = await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 0, "succeeded", null);

        server.Requests.Count.ShouldBe(3);
        server.Requests.GroupBy(request => request.Key).Select(group => group.Count()).ShouldBe([1, 2]);
        _desk.Lines("asked").ShouldBe(["Wien"]);
        CheckUsage(ended.Json, protocol);
    }

    [Fact]
    public async Task A_budget_ends_the_run_before_the_call_that_would_break_it()
    {
        await using ModelServer server = await ModelServer.StartAsync(request => ModelDesk.Answer(request, "openai"));
        string file = await _desk.LayOutAsync(server, "openai", more: "  budget: {tokens: 240}");

        Ended run = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, file), 125, "out_of_budget", "TAC3805");

        server.Requests.Count.ShouldBe(1);
        run.Json.GetProperty("usage").GetProperty("total_tokens").GetInt64().ShouldBe(120);
        await _desk.TrustAsync(file + ".yml", File.ReadAllText(_desk.PathOf(file + ".yml")).Replace("240", "5000", StringComparison.Ordinal));
        Ended ended = await _desk.CheckAsync(await _desk.ResumeAsync(run.RunId, Machine.Bubblewrap), 0, "succeeded", null);
        server.Requests.Count.ShouldBe(2);
        ended.Json.GetProperty("usage").GetProperty("total_tokens").GetInt64().ShouldBe(330);
    }

    [Fact]
    public async Task Without_trust_no_model_is_asked()
    {
        await using ModelServer server = await ModelServer.StartAsync(request => ModelDesk.Answer(request, "openai"));
        string file = await _desk.LayOutAsync(server, "openai");
        File.AppendAllText(_desk.PathOf(file + ".yml"), "\n");

        (await _desk.RunAsync(Machine.Bubblewrap, file)).ShouldExit(4).ShouldSay("TAC4030");

        File.Delete(_desk.PathOf(file + ".yml"));
        (await _desk.RunAsync(Machine.Bubblewrap, file)).ShouldExit(4).ShouldSay("TAC3803").ShouldMendWith("providers: {openai:");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_tells_whether_a_key_is_there_and_never_the_key()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        string file = await _desk.LayOutAsync(server, "openai");

        Ended there = (await _desk.DoAsync("models", "list", "--procedure", file, "--json")).ShouldExit(0);
        _desk.Environment.Remove("MODEL_KEY");
        Ended missing = (await _desk.DoAsync("models", "list", "--procedure", file)).ShouldExit(0);

        there.Json.GetProperty("providers").EnumerateArray().Select(provider => $"{provider.GetProperty("name")} {provider.GetProperty("key")}")
            .ShouldBe(["mock none", "openai present"]);
        there.Out.ShouldNotContain(ModelDesk.Key);
        missing.Out.ShouldContain("MODEL_KEY missing");
    }

    public void Dispose() => _desk.Dispose();

    private static void CheckUsage(JsonElement run, string protocol)
    {
        JsonElement usage = run.GetProperty("usage");
        usage.GetProperty("model_calls").GetInt64().ShouldBe(2);
        usage.GetProperty("input_tokens").GetInt64().ShouldBe(300);
        usage.GetProperty("output_tokens").GetInt64().ShouldBe(30);
        usage.GetProperty("total_tokens").GetInt64().ShouldBe(330);
        double expected = protocol == "openai" ? ((300 * 0.15) + (30 * 0.60)) / 1e6 : ((300 * 3.0) + (30 * 15.0)) / 1e6;
        usage.GetProperty("cost_usd").GetDouble().ShouldBe(expected, 1e-9);
    }
}
