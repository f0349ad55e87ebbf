using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>The report of <c>tactus sandbox probe --json</c>, made once for all tests of a class.</summary>
public sealed class Probed : IAsyncLifetime
{
    private JsonElement _report;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        using var desk = new Desk();
        _report = (await desk.DoAsync("sandbox", "probe", "--json")).ShouldExit(0).Json;
    }

    /// <summary>The attempts under a driver.</summary>
    internal IReadOnlyList<ProbedAttempt> Attempts(string driver)
    {
        JsonElement part = _report.GetProperty(driver);
        part.GetProperty("unavailable").ValueKind.ShouldBe(JsonValueKind.Null);
        return
        [
            .. part.GetProperty("attempts").EnumerateArray().Select(row => new ProbedAttempt(
                row.GetProperty("control").GetString()!, row.GetProperty("attempt").GetString()!,
                row.GetProperty("stopped_by").GetString()!, row.GetProperty("detail").GetString() ?? "")),
        ];
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;
}
