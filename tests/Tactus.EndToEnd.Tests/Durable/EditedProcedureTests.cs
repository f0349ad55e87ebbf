using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tactus.EndToEnd.Tests.Durable.Killing;
using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that an edit which contradicts the journal is an error that names the changed lines and reaches nothing outside, and that the fork which
// the error proposes goes on with the edit from the last entry that both have.
public sealed partial class EditedProcedureTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task An_edit_diverges_and_its_fork_goes_on_from_the_last_common_entry(string driver)
    {
        await using RecordingServer server = await RecordingServer.StartAsync(_ => new JsonObject());
        await ThreeCalls.LayOutAsync(_desk, server);
        string run = await ThreeCalls.InterruptAsync(_desk, server, driver, request: 2);
        _desk.Procedure(ThreeCalls.Body.Replace("'b'", "'edited'", StringComparison.Ordinal));

        Ended diverged = await _desk.ResumeAsync(run, driver, "--with-current");

        await _desk.CheckAsync(diverged, 6, "interrupted", "TAC1401");
        diverged.ShouldMention("p.tac: line 3").ShouldMention("p.tac:3");
        server.Requests.Select(request => request.Path).ShouldBe(["/a", "/b"]);

        string at = ForkPattern().Match(diverged.JsonError.GetProperty("mend").GetString()!).Groups["at"].Value;
        at.ShouldBe("1", diverged.ToString());
        Ended fork = await _desk.DoAsync("runs", "fork", run, "--at", at, "--with", "p.tac", "--driver", driver, "--json");

        await _desk.CheckAsync(fork, 0, "succeeded", null);
        fork.RunId.ShouldNotBe(run);
        server.Requests.Select(request => request.Path).ShouldBe(["/a", "/b", "/edited", "/c"]);
    }

    public void Dispose() => _desk.Dispose();

    [GeneratedRegex(@"tactus runs fork \S+ --at (?<at>\d+) --with ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ForkPattern();
}
