using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a workspace or a journal that takes no more writes gives its own error, and never a run that only looks good.
public sealed class StorageTests : IDisposable
{
    private const string HoldJournal = """
        import signal, sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        print("held", flush=True)
        signal.pause()
        """;

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_workspace_that_is_not_writable_is_named(string driver)
    {
        _desk.Procedure("File.write('result.txt', 'x')");
        _desk.Setting = $"mount --bind {_desk.Workspace} {_desk.Workspace}\nmount -o remount,bind,ro {_desk.Workspace}\ncd {_desk.Workspace}";
        Ended run = await _desk.RunAsync(driver, "p.tac");
        await _desk.CheckAsync(run, 1, "failed", "TAC3211");
        run.ShouldPointAt("p.tac", 2).ShouldMention("result.txt").ShouldMention("read-only").ShouldMendWith("host");
        File.Exists(_desk.PathOf("result.txt")).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_full_disk_in_the_workspace_is_named_and_leaves_the_old_file(string driver)
    {
        _desk.Procedure("""
            File.write('result.txt', 'old')
            local ok, problem = pcall(File.write, 'result.txt', string.rep('x', 4 * 1024 * 1024))
            return {ok = ok, code = problem.code, kept = File.read('result.txt'), entries = #File.list('.')}
            """);
        _desk.Setting = $"cp {_desk.PathOf("p.tac")} {_desk.State}/p.tac\nmount -t tmpfs -o size=256k tmpfs {_desk.Workspace}\nmv {_desk.State}/p.tac {_desk.Workspace}\ncd {_desk.Workspace}";
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 0, "succeeded", null);
        run.Json.GetProperty("output").GetProperty("ok").GetBoolean().ShouldBeFalse();
        run.Json.GetProperty("output").GetProperty("code").GetString().ShouldBe("TAC3208");
        run.Json.GetProperty("output").GetProperty("kept").GetString().ShouldBe("old");
        run.Json.GetProperty("output").GetProperty("entries").GetInt32().ShouldBe(2, "a half-written file was left");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_full_disk_under_the_journal_interrupts_the_run(string driver)
    {
        _desk.Procedure("local n = 0\nwhile true do\n  n = n + 1\n  File.write('n.txt', string.rep(tostring(n), 2000))\nend");
        _desk.Setting = $"mount -t tmpfs -o size=2m,mode=700 tmpfs {_desk.State}";
        Ended run = await _desk.RunAsync(driver, "p.tac");
        run.ShouldExit(6).ShouldSay("TAC6005").ShouldMendWith("free");
        run.Json.GetProperty("status").GetString().ShouldBe("interrupted");
        await Residue.ShouldBeNoneAsync(run.RunId);
    }

    [Fact]
    public async Task A_journal_that_somebody_locks_until_the_end_interrupts_the_run()
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.StartRun(Machine.Bubblewrap, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        await using (RunningProgram holder = RunningProgram.Start(["/usr/bin/python3", "-c", HoldJournal, _desk.Journal], _desk.Workspace, _desk.Environment))
        {
            await holder.WritesAsync("held");
            _desk.Write(Waiting.Go, "");
            Ended run = await program.EndAsync();
            run.ShouldExit(6).ShouldSay("TAC6007").Json.GetProperty("status").GetString().ShouldBe("interrupted");
            await Residue.ShouldBeNoneAsync(run.RunId);
        }
    }

    [Fact]
    public async Task A_journal_that_cannot_be_made_stops_the_run_before_it_begins()
    {
        _desk.Procedure("File.write('mark', '')");
        _desk.Setting = $"mount -t tmpfs -o ro tmpfs {_desk.State}";
        (await _desk.DoAsync("run", "p.tac", "--json")).ShouldExit(2).ShouldSay("TAC6004").ShouldMendWith("XDG_STATE_HOME");
        File.Exists(_desk.PathOf("mark")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no database, and longer than the header of one, so that it is read as what it is, not as a short file")]
    public async Task A_corrupted_journal_is_named_and_left_as_it_is(string content)
    {
        _desk.Procedure("File.write('mark', '')");
        Directory.CreateDirectory(Path.GetDirectoryName(_desk.Journal)!);
        File.WriteAllText(_desk.Journal, content);
        foreach (string[] command in new string[][] { ["run", "p.tac", "--json"], ["runs", "list", "--json"] })
        {
            Ended ended = await _desk.DoAsync(command);
            ended.ShouldExit(2).ShouldSay("TAC6001").ShouldMendWith("move the file away");
            ended.JsonError.GetProperty("file").GetString().ShouldBe(_desk.Journal);
        }

        (await File.ReadAllTextAsync(_desk.Journal)).ShouldBe(content);
        File.Exists(_desk.PathOf("mark")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_journal_cut_short_is_named_and_left_as_it_is()
    {
        _desk.Procedure("return 1");
        (await _desk.DoAsync("run", "p.tac", "--json")).ShouldExit(0);
        byte[] half = (await File.ReadAllBytesAsync(_desk.Journal))[..5000];
        await File.WriteAllBytesAsync(_desk.Journal, half);
        (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(2).ShouldSay("TAC6001");
        (await File.ReadAllBytesAsync(_desk.Journal)).ShouldBe(half);
    }

    public void Dispose() => _desk.Dispose();
}
