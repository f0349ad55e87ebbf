using Tactus.Broker.Gate;
using Tactus.Broker.Runs;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Runs;

// Proves that run.start and run.await take exactly the arguments they should from a guest that nobody trusts, and hand them on unchanged.
public sealed class ChildRunHandlerTests
{
    private readonly Recorder _children = new();

    [Theory]
    [InlineData("child", """{"procedure": "child"}""")]
    [InlineData("child", """{"procedure": "child", "input": {}, "more": 1}""")]
    [InlineData("other", """{"procedure": "child", "input": {}}""")]
    [InlineData("", """{"procedure": "", "input": {}}""")]
    [InlineData("child", """{"procedure": 1, "input": {}}""")]
    [InlineData("child", """{"procedure": "child", "input": [1]}""")]
    [InlineData("child", """{"procedure": "child", "input": null}""")]
    public void A_malformed_start_is_refused(string name, string arguments) =>
        Should.Throw<EffectException>(() => new RunStartHandler(_children).Parse(Call("run.start", name, arguments))).Code.ShouldBe("TAC6324");

    [Theory]
    [InlineData("""{"children": [{"id": "a"}]}""")]
    [InlineData("""{"children": [], "mode": "all"}""")]
    [InlineData("""{"children": {"id": "a"}, "mode": "all"}""")]
    [InlineData("""{"children": ["a"], "mode": "all"}""")]
    [InlineData("""{"children": [{"id": ""}], "mode": "all"}""")]
    [InlineData("""{"children": [{"id": "a", "x": 1}], "mode": "all"}""")]
    [InlineData("""{"children": [{"id": "a"}], "mode": "some"}""")]
    public void A_malformed_wait_is_refused(string arguments) =>
        Should.Throw<EffectException>(() => new RunAwaitHandler(_children).Parse(Call("run.await", "", arguments))).Code.ShouldBe("TAC6324");

    [Theory]
    [InlineData("""{"procedure": "child", "input": {"n": 1}}""", """{"n":1}""")]
    [InlineData("""{"procedure": "child", "input": []}""", "{}")]
    public async Task A_start_hands_on_entry_procedure_and_input(string arguments, string input)
    {
        Value answer = await new RunStartHandler(_children).Parse(Call("run.start", "child", arguments)).PerformAsync(CancellationToken.None);

        answer.ShouldBe(Value.MapOf(("id", Value.Of("c1"))));
        _children.Started.ShouldBe((new EntryKey("main", 4), "child", input));
    }

    [Theory]
    [InlineData("all", true)]
    [InlineData("any", false)]
    public async Task A_wait_answers_where_each_child_stands(string mode, bool all)
    {
        Value answer = await new RunAwaitHandler(_children).Parse(Call("run.await", "", $$"""{"children": [{"id": "a"}, {"id": "b"}], "mode": "{{mode}}"}"""))
            .PerformAsync(CancellationToken.None);

        ValueJson.ToJson(answer).ShouldBe(
            """{"children":[{"id":"a","output":7,"status":"succeeded","terminal":true},{"id":"b","status":"running","terminal":false}],"complete":false}""");
        _children.Awaited.ShouldBe((string.Join(',', "a", "b"), all));
    }

    [Fact]
    public void A_wait_for_runs_holds_no_session_up()
    {
        // The guest gives up whoever waits so: a broker that did not would refuse to let the run be suspended beside it, or to end.
        new RunAwaitHandler(_children).Parse(Call("run.await", "", """{"children": [{"id": "a"}], "mode": "all"}""")).OnlyWaits.ShouldBeTrue();
        new RunStartHandler(_children).Parse(Call("run.start", "child", """{"procedure": "child", "input": {}}""")).OnlyWaits.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_no_run_can_be_started_it_says_so()
    {
        IEffect start = new RunStartHandler(null).Parse(Call("run.start", "child", """{"procedure": "child", "input": {}}"""));

        (await Should.ThrowAsync<EffectException>(async () => await start.PerformAsync(CancellationToken.None))).Code.ShouldBe("TAC6322");
    }

    private static EffectCall Call(string kind, string name, string arguments) => new()
    {
        Key = new EntryKey("main", 4),
        Kind = kind,
        Name = name,
        Arguments = (MapValue)ValueJson.Parse(arguments),
        ArgumentsHash = new byte[32],
        IdempotencyKey = "k",
    };

    private sealed class Recorder : IChildRuns
    {
        public (EntryKey Key, string Procedure, string Input) Started { get; private set; }

        public (string Ids, bool All) Awaited { get; private set; }

        public ValueTask<string> StartAsync(EntryKey key, string procedure, MapValue input, CancellationToken cancellationToken)
        {
            Started = (key, procedure, ValueJson.ToJson(input));
            return ValueTask.FromResult("c1");
        }

        public ValueTask<IReadOnlyList<ChildRunState>> AwaitAsync(IReadOnlyList<string> ids, bool all, CancellationToken cancellationToken)
        {
            Awaited = (string.Join(',', ids), all);
            return ValueTask.FromResult<IReadOnlyList<ChildRunState>>(
            [
                new ChildRunState(ids[0], IsTerminal: true, "succeeded", Value.Of(7)), new ChildRunState(ids[1], IsTerminal: false, "running", Output: null),
            ]);
        }
    }
}
