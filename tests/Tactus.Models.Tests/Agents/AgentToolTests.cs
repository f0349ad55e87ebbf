using Tactus.Journal;
using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Models.Tests.Agents;

// Proves that an agent's tool call is performed only if a model was offered that tool and asked for that call, live and after the host died.
public sealed class AgentToolTests
{
    private const string Asks = """[{"tool_calls": [{"id": "c1", "name": "say", "arguments": {"a": 1}}, {"id": "c2", "name": "unoffered", "arguments": {}}]}]""";

    [Fact]
    public async Task What_the_model_asked_for_is_performed()
    {
        using ModelRun run = await AskedAsync();

        (await ToolAsync(run, "say")).Value().ToString().ShouldBe("""{"echo":{"a":1}}""");
        (await run.EntryAsync(2)).Kind.ShouldBe("agent.tool");
        (await run.EntryAsync(2)).Name.ShouldBe("say");

        await run.ResumeAsync();
        (await ToolAsync(run, "say")).Value().ToString().ShouldBe("""{"echo":{"a":1}}""");
    }

    [Theory]
    [InlineData("say", "main:1", "c9", "host.call", "host.echo", "not asked for")]
    [InlineData("say", "main:1", "c2", "host.call", "host.echo", "not asked for")]
    [InlineData("say", "main:1", "c1", "host.call", "host.ping", "not offered")]
    [InlineData("other", "main:1", "c1", "host.call", "host.echo", "not offered")]
    [InlineData("unoffered", "main:1", "c2", "host.call", "host.echo", "not offered")]
    [InlineData("say", "main:7", "c1", "host.call", "host.echo", "by no answer")]
    [InlineData("say", "main/2.branch:1", "c1", "host.call", "host.echo", "by no answer")]
    [InlineData("say", "nonsense", "c1", "host.call", "host.echo", "by no answer")]
    public async Task Anything_else_is_denied(string tool, string turn, string call, string kind, string name, string why)
    {
        using ModelRun run = await AskedAsync();
        (await ToolAsync(run, tool, turn, call, kind, name)).ShouldBeError("TAC3110", "denied").Message.ShouldContain(why);

        await run.ResumeAsync();
        (await ToolAsync(run, tool, turn, call, kind, name)).ShouldBeError("TAC3110", "denied").Message.ShouldContain(why);
    }

    [Fact]
    public async Task An_answer_of_something_else_is_no_turn()
    {
        using var run = new ModelRun(ModelGrant.None);
        (await run.AskAsync("host.call", "host.ping", Value.EmptyMap)).Value();

        (await ToolAsync(run, "say")).ShouldBeError("TAC3110", "denied");
    }

    [Fact]
    public async Task The_grant_of_today_counts_as_for_a_direct_call()
    {
        using ModelRun run = await AskedAsync(grant => grant with { AllowedTools = ["host.*"] });

        // The tool was granted when it was offered; this one never existed.
        MapValue offered = Ask.For("hi", Ask.Tools(Ask.Tool("say", "host", "host.nothing")));
        (await run.AskAsync("model.chat", "mock/scripted", offered)).Value();
        (await ToolAsync(run, "say", "main:2", "c1", "host.call", "host.nothing")).ShouldBeError("TAC3102", "denied");
    }

    [Theory]
    [InlineData("file.read")]
    [InlineData("model.chat")]
    [InlineData("agent.tool")]
    [InlineData("checkpoint")]
    public async Task Only_tools_are_tools(string kind)
    {
        using ModelRun run = await AskedAsync();

        (await ToolAsync(run, "say", "main:1", "c1", kind, "x")).ShouldBeError("TAC3111", "invalid");
    }

    [Fact]
    public async Task Calls_that_models_asked_for_count_against_the_tools_limit_after_the_host_died()
    {
        using ModelRun run = await AskedAsync();
        (await ToolAsync(run, "say")).Value();
        await run.ResumeAsync();

        EffectCharge(run, limit: 2);
        Should.Throw<Tactus.Broker.Gate.EffectException>(() => EffectCharge(run, limit: 2)).Code.ShouldBe("TAC3602");
    }

    [Fact]
    public async Task A_host_tool_is_described_as_models_are_told()
    {
        using var run = new ModelRun(ModelGrant.None);

        Value described = (await run.AskAsync("tool.describe", "host.echo", Value.EmptyMap)).Value();

        described.Text("description").ShouldBe("Answers with what it was given.");
        described.Get("parameters").ToString().ShouldBe("""{"type":"object"}""");
        (await run.AskAsync("tool.describe", "host.time", Value.EmptyMap)).ShouldBeError("TAC3101", "denied");
        (await run.AskAsync("tool.describe", "host.echo", Value.MapOf(("x", Value.True)))).ShouldBeError("TAC3111", "invalid");
    }

    private static void EffectCharge(ModelRun run, int limit) => run.Broker.Budget.ChargeCall("host.echo", limit);

    private static async Task<ModelRun> AskedAsync(Func<Grant, Grant>? change = null)
    {
        var run = new ModelRun(ModelGrants.With(ModelGrants.Mock(Asks)), change: change);
        Value answer = (await run.ChatAsync("mock/scripted", Ask.For("hi", Ask.Tools(Ask.Tool("say", "host", "host.echo"), Ask.Tool("other"))))).Value();
        answer.Text("turn").ShouldBe("main:1");
        (await run.EntryAsync(1)).Status.ShouldBe(EntryStatus.Succeeded);
        return run;
    }

    private static Task<PerformResponse> ToolAsync(
        ModelRun run, string tool, string turn = "main:1", string call = "c1", string kind = "host.call", string name = "host.echo") =>
        run.AskAsync("agent.tool", tool, Value.MapOf(
            ("turn", Value.Of(turn)), ("call", Value.Of(call)), ("kind", Value.Of(kind)), ("name", Value.Of(name)), ("arguments", Value.MapOf(("a", Value.Of(1))))));
}
