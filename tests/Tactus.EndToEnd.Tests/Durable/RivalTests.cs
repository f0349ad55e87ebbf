using System.Text.Json.Nodes;
using Tactus.EndToEnd.Tests.Durable.Killing;
using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that of two programs that resume one run at the same moment one goes on and the other says so, and that the world outside hears of one only.
public sealed class RivalTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Of_two_who_resume_a_run_one_wins_and_the_other_says_so(string driver)
    {
        await using RecordingServer server = await RecordingServer.StartAsync(_ => new JsonObject());
        await ThreeCalls.LayOutAsync(_desk, server);
        string run = await ThreeCalls.InterruptAsync(_desk, server, driver, request: 1);

        // The winner's next request is answered when the other has given up, so that both are there at once.
        Task<Ended>[] rivals = [];
        var started = new TaskCompletionSource();
        server.BeforeAnswer = async _ =>
        {
            await started.Task;
            await Task.WhenAny(rivals);
        };
        rivals = [_desk.ResumeAsync(run, driver), _desk.ResumeAsync(run, driver)];
        started.SetResult();
        Ended[] ended = await Task.WhenAll(rivals);

        await _desk.CheckAsync(ended.Single(each => each.ExitCode == 0), 0, "succeeded", null);
        Ended loser = ended.Single(each => each.ExitCode == 2);
        loser.JsonError.GetProperty("code").GetString().ShouldBeOneOf("TAC6108", "TAC6310");
        server.Requests.Select(request => request.Path).ShouldBe(["/a", "/b", "/c"]);
    }

    public void Dispose() => _desk.Dispose();
}
