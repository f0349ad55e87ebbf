using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that odd surroundings (no room behind standard output, a directory that is gone, a FIFO for a procedure) give an error and no crash.
public sealed class SurroundingsTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task A_full_disk_behind_standard_output_fails_the_command_but_not_the_run()
    {
        _desk.Procedure("print('one')\nFile.write('after', '')\nreturn {two = 2}");
        _desk.Setting = "exec > /dev/full";
        Ended run = await _desk.DoAsync("run", "p.tac", "--driver", Machine.Bubblewrap);
        run.ShouldExit(2).ShouldPrint("succeeded in ", "error TAC7011: ", "mend: ");
        File.Exists(_desk.PathOf("after")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_closed_standard_output_fails_the_command_but_not_the_run()
    {
        _desk.Procedure("return {two = 2}");
        _desk.Setting = "exec >&-";
        (await _desk.DoAsync("run", "p.tac", "--driver", Machine.Bubblewrap)).ShouldExit(2).ShouldPrint("succeeded in ", "error TAC7011: ");
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
        run.ShouldExit(2).ShouldSay("TAC7012").ShouldMendWith("another directory");
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

    public void Dispose() => _desk.Dispose();
}
