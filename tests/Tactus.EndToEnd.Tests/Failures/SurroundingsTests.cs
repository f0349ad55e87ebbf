using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that odd surroundings (no room behind standard output, a directory that is gone, a FIFO for a procedure) give an error and no crash.
public sealed class SurroundingsTests : IDisposable
{
    // The checkout may lie where only root may look; the program is mounted where everybody may.
    private static readonly string s_asNobody = $"""
        chown -R 65534:65534 "$HOME/.."
        mount --bind "{Path.GetDirectoryName(Installation.Program)}" /mnt
        shift
        set -- setpriv --reuid 65534 --regid 65534 --clear-groups /mnt/tactus "$@"
        """;

    private readonly Desk _desk = new();

    [Fact]
    public async Task A_full_disk_behind_standard_output_fails_the_command_but_not_the_run()
    {
        _desk.Procedure("print('one')\nFile.write('after', '')\nreturn {two = 2}");
        _desk.Setting = "exec > /dev/full";
        Ended run = await _desk.DoAsync("run", "p.tac", "--driver", Machine.Bubblewrap);
        run.ShouldExit(2).ShouldPrint("succeeded in ", "error TAC7010: ", "mend: ");
        File.Exists(_desk.PathOf("after")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_closed_standard_output_fails_the_command_but_not_the_run()
    {
        _desk.Procedure("return {two = 2}");
        _desk.Setting = "exec >&-";
        (await _desk.DoAsync("run", "p.tac", "--driver", Machine.Bubblewrap)).ShouldExit(2).ShouldPrint("succeeded in ", "error TAC7010: ");
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_failure()
    {
        _desk.Procedure("for i = 1, 200 do print(string.rep('x', 1000)) end\nreturn {two = 2}");
        _desk.Setting = "mkfifo \"$XDG_STATE_HOME/pipe\"\nhead -c 1 < \"$XDG_STATE_HOME/pipe\" > /dev/null &\nexec > \"$XDG_STATE_HOME/pipe\"";
        (await _desk.DoAsync("run", "p.tac", "--driver", Machine.Bubblewrap)).ShouldExit(0).ShouldPrint("succeeded in ");
    }

    [Fact]
    public async Task A_current_directory_that_is_gone_is_an_error_of_its_own()
    {
        string procedure = _desk.PathOf(_desk.Procedure("return 1"));
        Directory.CreateDirectory(_desk.PathOf("gone"));
        _desk.Setting = "cd gone\nrmdir ../gone";
        Ended run = await _desk.DoAsync("run", procedure, "--json");
        run.ShouldExit(2).ShouldSay("TAC7011").ShouldMendWith("a directory that exists");
    }

    [Fact]
    public async Task A_FIFO_in_the_procedures_place_is_refused_and_not_waited_for()
    {
        _desk.Setting = "mkfifo p.tac";
        (await _desk.DoAsync("run", "p.tac", "--json")).ShouldExit(2).ShouldSay("TAC6202").ShouldMention("no plain file");
    }

    [Fact]
    public async Task A_device_in_the_procedures_place_is_refused()
    {
        File.CreateSymbolicLink(_desk.PathOf("p.tac"), "/dev/zero");
        (await _desk.DoAsync("run", "p.tac", "--json")).ShouldExit(2).ShouldSay("TAC6202").ShouldMention("no plain file");
    }

    [Fact]
    public async Task An_ordinary_user_runs_under_bubblewrap_and_leaves_nothing()
    {
        _desk.Procedure("File.write('made', '')\nreturn {pong = Host.call('host.ping', {}).ok}");
        _desk.Setting = s_asNobody;
        Ended run = await _desk.RunAsync(Machine.Bubblewrap, "p.tac");
        run.ShouldExit(0).Json.GetProperty("output").GetProperty("pong").GetBoolean().ShouldBeTrue();
        File.Exists(_desk.PathOf("made")).ShouldBeTrue();
        Directory.Exists("/tmp/tactus-65534/" + run.RunId).ShouldBeFalse();
        await Residue.ShouldBeNoneAsync(run.RunId);
    }

    [Fact]
    public async Task An_ordinary_user_may_end_a_run_too()
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        _desk.Setting = s_asNobody;
        await using RunningProgram program = _desk.StartRun(Machine.Bubblewrap, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        program.Send(Signal.Interrupt);
        Ended run = (await program.EndAsync()).ShouldExit(130).ShouldSay("TAC6301");
        Directory.Exists("/tmp/tactus-65534/" + run.RunId).ShouldBeFalse();
        await Residue.ShouldBeNoneAsync(run.RunId);
    }

    public void Dispose() => _desk.Dispose();
}
