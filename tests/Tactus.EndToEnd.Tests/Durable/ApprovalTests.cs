using System.Text.Json;
using System.Text.Json.Nodes;
using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that examples/05-approval waits for a person with nothing of it left on the machine but its record, and that the answer lets the same
// run go on without repeating what it did before, under every driver.
public sealed class ApprovalTests : IDisposable
{
    private const int Port = 18432;
    private const string Reserved = "POST /releases";

    private readonly Desk _desk = new();

    public static TheoryData<string, bool> Answers
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (string driver in Machine.Names)
            {
                all.Add(driver, true);
                all.Add(driver, false);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task It_waits_as_a_record_alone_and_goes_on_when_it_is_answered(string driver, bool approve)
    {
        await using RecordingServer press = await RecordingServer.StartAsync(_ => new JsonObject { ["release"] = 7 });
        await _desk.LayOutAsync("05-approval", "release.tac", Port, press);

        Ended waits = await _desk.CheckAsync(await _desk.RunAsync(driver, "release.tac"), 3, "suspended", null);
        string run = waits.RunId;
        waits.Json.GetProperty("waits_for").GetString().ShouldBe("human");
        press.Requests.Select(request => request.Line).ShouldBe([Reserved]);

        // What was read before is not read again, so it may be gone.
        Directory.Delete(_desk.PathOf("changes"), recursive: true);
        Ended ended = await _desk.DoAsync("runs", "respond", run, approve ? "--approve" : "--reject", "--driver", driver, "--json");

        await _desk.CheckAsync(ended, 0, "succeeded", null);
        ended.RunId.ShouldBe(run);
        JsonElement output = ended.Json.GetProperty("output");
        (output.GetProperty("release").GetInt32(), output.GetProperty("changes").GetInt32()).ShouldBe((7, 3));
        output.GetProperty("published").GetBoolean().ShouldBe(approve);
        press.Requests.Select(request => request.Line).ShouldBe([Reserved, approve ? "POST /releases/7/notes" : "DELETE /releases/7"]);
        IReadOnlyList<JsonElement> entries = await _desk.EntriesAsync(run);
        entries.Count.ShouldBe(9);
        JsonElement question = entries.Single(entry => entry.GetProperty("kind").GetString() == "human.ask");
        question.GetProperty("answered_by").GetString().ShouldNotBeNull().ShouldContain("runs respond");
        entries.Where(entry => entry.GetProperty("key").GetString() != question.GetProperty("key").GetString())
            .ShouldAllBe(entry => entry.GetProperty("attempt").GetInt32() == 1);
        (await _desk.PrintedAsync(run)).ShouldBe([$"release 7 {(approve ? "is published" : "is withdrawn")}"]);
    }

    public void Dispose() => _desk.Dispose();
}
