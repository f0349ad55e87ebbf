using System.Text.Json;
using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable.Killing;

/// <summary>One run of <see cref="MixedWork"/> from its start to its end, over as many lives as it takes.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private const int InDoubt = 5;

    private readonly Desk _desk = new();
    private readonly string _driver;

    private Trial(string driver, RecordingServer server)
    {
        _driver = driver;
        Server = server;
    }

    /// <summary>The world outside.</summary>
    public RecordingServer Server { get; }

    /// <summary>Blows that fell.</summary>
    public int Kills { get; private set; }

    /// <summary>How often the run said that it is in doubt.</summary>
    public int Doubts { get; private set; }

    /// <summary>True when a killed run is forgotten and another one started, as if there were no journal. Default: false.</summary>
    public bool ForgetsJournal { get; init; }

    /// <summary>Prepares one.</summary>
    public static async Task<Trial> PrepareAsync(string driver, bool forgetsJournal = false)
    {
        var trial = new Trial(driver, await RecordingServer.StartAsync(MixedWork.Answer)) { ForgetsJournal = forgetsJournal };
        await MixedWork.LayOutAsync(trial._desk, trial.Server);
        return trial;
    }

    /// <summary>Lives until the end.</summary>
    /// <param name="next">Gives the blow of the next life; null lets it live.</param>
    /// <returns>What there is to see at the end: output, prints, files, without ids and times.</returns>
    public async Task<string> LiveAsync(Func<RecordingServer, Blow?> next)
    {
        string? run = null;
        while (true)
        {
            await using RunningProgram program = run is null || ForgetsJournal
                ? _desk.StartRun(_driver, MixedWork.File)
                : _desk.Start("runs", "resume", run, "--driver", _driver, "--json");
            Blow? blow = next(Server);
            (Ended ended, bool fell) = blow is null ? (await program.EndAsync(), false) : await blow.StrikeAsync(Server, _driver, program);
            if (ended.ExitCode == 0)
            {
                await _desk.CheckAsync(ended, 0, "succeeded", null);
                return await OutcomeAsync(ended.RunId, ended.Json);
            }

            run ??= await FirstRunAsync();
            if (ended.ExitCode == InDoubt)
            {
                await ResolveAsync(run, ended);
                continue;
            }

            fell.ShouldBeTrue($"the run ended without a blow: {ended}");
            Kills++;
            Ended show = (await _desk.DoAsync("runs", "show", run, "--json")).ShouldExit(0);
            string status = show.Json.GetProperty("status").GetString()!;
            if (status == "succeeded")
            {
                // It was killed when its end was on the disk, and before it had said so.
                return await OutcomeAsync(run, show.Json);
            }

            // A program that dies before it has taken a run over leaves it as it was.
            status.ShouldBe(blow!.Request == 0 && status == "in_doubt" ? status : "interrupted", show.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _desk.Dispose();
    }

    // The run asks what became of an effect; the world outside knows.
    private async Task ResolveAsync(string run, Ended ended)
    {
        ended.ShouldSay("TAC3611");
        Doubts++;
        JsonElement entry = (await _desk.EntriesAsync(run)).Single(each => each.GetProperty("status").GetString() == "intent");
        entry.GetProperty("name").GetString().ShouldBe("once", "only what cannot be repeated is in doubt");
        string? truth = MixedWork.TruthAbout(Server, entry.GetProperty("arguments").GetProperty("item").GetInt32());
        string[] resolution = truth is null ? ["--did-not-happen"] : ["--happened", truth];
        (await _desk.DoAsync(["runs", "resolve", run, "--entry", entry.GetProperty("key").GetString()!, .. resolution, "--no-resume", "--json"])).ShouldExit(0);
    }

    private async Task<string> OutcomeAsync(string run, JsonElement ended)
    {
        string prints = string.Join('\n', await _desk.PrintedAsync(run));
        return $"{JsonSerializer.Serialize(ended.GetProperty("output"))}\n{prints}\n{await File.ReadAllTextAsync(_desk.PathOf("log"))}{await File.ReadAllTextAsync(_desk.PathOf("last"))}";
    }

    private async Task<string> FirstRunAsync() =>
        (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs")[0].GetProperty("run_id").GetString()!;
}
