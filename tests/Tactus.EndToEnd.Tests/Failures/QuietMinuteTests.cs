using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a quiet minute between two effects ends no connection: the run goes on as if nothing had been.
public sealed class QuietMinuteTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task A_run_goes_on_after_a_minute_without_a_word_on_its_connection()
    {
        _desk.Procedure("local before = Host.call('host.ping', {}).ok\nHost.call('long', {})\nreturn {before = before, after = Host.call('host.ping', {}).ok}");
        await _desk.TrustAsync("p.tac.yml", Waiting.LongTool);
        Ended[] runs = await Task.WhenAll(Machine.Names.Select(driver => _desk.RunAsync(driver, "p.tac")));
        foreach (Ended run in runs)
        {
            await _desk.CheckAsync(run, 0, "succeeded", null);
            run.Took.ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
            run.Json.GetProperty("output").GetProperty("after").GetBoolean().ShouldBeTrue();
        }
    }

    public void Dispose() => _desk.Dispose();
}
