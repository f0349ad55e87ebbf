using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that a journal can be read and exported, and that prune removes what is old, all of it, and nothing else.
public sealed class TraceAndPruneTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task A_trace_names_every_effect_with_its_place()
    {
        _desk.Procedure("checkpoint('c', function() Host.call('host.ping', {}) end)\nreturn {}");
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(0).RunId;

        Ended trace = (await _desk.DoAsync("runs", "trace", run)).ShouldExit(0);
        trace.Out.ShouldContain("main/1.checkpoint:1");
        trace.Out.ShouldContain("host.call host.ping  (p.tac:2");

        (await _desk.DoAsync("runs", "trace", run, "--export", "spans.json", "--format", "otlp")).ShouldExit(0);
        using JsonDocument spans = JsonDocument.Parse(File.ReadAllText(_desk.PathOf("spans.json")));
        JsonElement[] all = [.. spans.RootElement.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans").EnumerateArray()];
        JsonElement root = all.Single(span => !span.TryGetProperty("parentSpanId", out _));
        JsonElement checkpoint = all.Single(span => span.GetProperty("name").GetString() == "checkpoint c");
        JsonElement inner = all.Single(span => span.GetProperty("name").GetString() == "host.call host.ping");
        checkpoint.GetProperty("parentSpanId").GetString().ShouldBe(root.GetProperty("spanId").GetString());
        inner.GetProperty("parentSpanId").GetString().ShouldBe(checkpoint.GetProperty("spanId").GetString());
        all.ShouldAllBe(span => span.GetProperty("traceId").GetString()!.Length == 32 && span.GetProperty("spanId").GetString()!.Length == 16);
    }

    [Fact]
    public async Task Prune_removes_what_is_old_and_leaves_what_is_not_over()
    {
        _desk.Procedure("return {}");
        string old = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(0).RunId;
        _desk.Procedure("Sleep(3600)");
        string waits = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(3).RunId;

        (await PrunedAsync()).ShouldBeEmpty("checkpoint.keep is 30 days");
        (await PrunedAsync("--older-than", "0s", "--dry-run")).ShouldBe([old]);
        (await PrunedAsync("--older-than", "0s")).ShouldBe([old]);
        (await _desk.DoAsync("runs", "show", old, "--json")).ShouldExit(2).ShouldSay("TAC6101");
        (await PrunedAsync("--older-than", "0s", "--unfinished")).ShouldBe([waits]);
        (await _desk.DoAsync("runs", "prune", "--older-than", "soon", "--json")).ShouldExit(2);
    }

    public void Dispose() => _desk.Dispose();

    private async Task<string[]> PrunedAsync(params string[] options) =>
        [.. (await _desk.DoAsync(["runs", "prune", "--json", .. options])).ShouldExit(0).Json.GetProperty("runs").EnumerateArray().Select(id => id.GetString()!)];
}
