using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that a resumed run has its recorded grant cut down to what is trusted now: what was revoked stays revoked, and what was never
// granted is not gained.
public sealed class GrantOnResumeTests : IDisposable
{
    private const string Body = """
        File.write('here', '')
        repeat until File.exists('go')
        Host.call('note', {})
        return {noted = true}
        """;

    private const string Sidecar = """
        tools: {allow: [note]}
        host_tools:
          note:
            description: Leaves a note
            args: {}
            exec: {argv: [touch, noted], cwd: "${workspace}"}
        """;

    private readonly Desk _desk = new();

    [Fact]
    public async Task What_is_still_trusted_is_still_granted()
    {
        await _desk.TrustAsync("p.tac.yml", Sidecar);
        string run = await _desk.InterruptAsync(Machine.Bubblewrap, Body);
        _desk.Write(Waiting.Go, "");

        await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 0, "succeeded", null);
        File.Exists(_desk.PathOf("noted")).ShouldBeTrue();
    }

    [Fact]
    public async Task Revoked_trust_stays_revoked()
    {
        await _desk.TrustAsync("p.tac.yml", Sidecar);
        string run = await _desk.InterruptAsync(Machine.Bubblewrap, Body);
        (await _desk.DoAsync("trust", "revoke", "p.tac.yml")).ShouldExit(0);
        _desk.Write(Waiting.Go, "");

        Ended refused = await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 4, "refused", null);

        refused.Error.ShouldContain("not trusted now");
        File.Exists(_desk.PathOf("noted")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_tool_that_was_not_granted_then_is_not_granted_now()
    {
        string run = await _desk.InterruptAsync(Machine.Bubblewrap, Body);
        await _desk.TrustAsync("p.tac.yml", Sidecar);
        _desk.Write(Waiting.Go, "");

        await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 4, "refused", null);
        File.Exists(_desk.PathOf("noted")).ShouldBeFalse();
    }

    public void Dispose() => _desk.Dispose();
}
