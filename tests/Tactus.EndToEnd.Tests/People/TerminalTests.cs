using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.People;

// Proves, at a real pseudo-terminal, that a run asks the person there, that the answer arrives, and that a procedure's words cannot pass for ours.
public sealed class TerminalTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task Yes_and_no_are_chosen_with_the_arrows()
    {
        await using Sitting ann = Ask("return {first = Human.approve('Go on?'), second = Human.approve('Really?')}");
        await ann.SeesAsync("asks: approve, main:1, p.tac:2");
        await ann.SeesAsync("│ Go on?");
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.Enter);
        await ann.SeesAsync("│ Really?");
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.Down, Sitting.Enter);
        await ann.SeesAsync("\"second\": false");
        (await ann.EndAsync()).ShouldExit(0);
        ann.Text.ShouldContain("\"first\": true");
    }

    [Fact]
    public async Task A_line_a_choice_and_several_are_taken()
    {
        await using Sitting ann = Ask("""
            return {
              name = Human.input('Name?'),
              colour = Human.select{message = 'Which?', options = {'red', 'blue'}},
              many = Human.select{message = 'All?', options = {'one', 'two', 'three'}, mode = 'multiple'},
            }
            """);
        await ann.SeesAsync("answer later)>");
        ann.Press("Zoë", Sitting.Enter);
        await ann.SeesAsync("│ Which?");
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.Down, Sitting.Enter);
        await ann.SeesAsync("│ All?");
        await ann.SeesAsync("enter accepts");
        ann.Press(Sitting.Space, Sitting.Down, Sitting.Down, Sitting.Space, Sitting.Enter);
        Ended end = await ann.EndAsync();
        end.ShouldExit(0);
        ann.Text.ReplaceLineEndings("\n").ShouldContain("\"name\": \"Zoë\"");
        ann.Text.ShouldContain("\"colour\": \"blue\"");
        string.Concat(ann.Text.Where(character => !char.IsWhiteSpace(character))).ShouldContain("\"many\":[\"one\",\"three\"]");
    }

    [Fact]
    public async Task Answer_later_suspends_the_run()
    {
        await using Sitting ann = Ask("return Human.input('Name?')");
        await ann.SeesAsync("answer later)>");
        ann.Press(Sitting.Enter);
        (await ann.EndAsync()).ShouldExit(3);
    }

    [Fact]
    public async Task Ctrl_C_at_a_question_ends_the_run()
    {
        await using Sitting ann = Ask("return Human.approve('Go on?')");
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.CtrlC);
        (await ann.EndAsync()).ShouldExit(130);

        // The cursor that the prompt hid is there again.
        ann.Raw.LastIndexOf("\u001b[?25h", StringComparison.Ordinal).ShouldBeGreaterThan(ann.Raw.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_from_elsewhere_takes_the_question_back()
    {
        await using Sitting ann = Ask("return Human.approve('Go on?')");
        await ann.SeesAsync("run ");
        await ann.SeesAsync("Answer later");
        string run = (await _desk.DoAsync("runs", "list", "--json")).Json.GetProperty("runs")[0].GetProperty("run_id").GetString()!;
        (await _desk.DoAsync("runs", "respond", run, "--approve", "--json")).ShouldExit(0);
        await ann.SeesAsync("taken back");
        (await ann.EndAsync()).ShouldExit(0);
        ann.Text.ShouldContain("true");
    }

    [Fact]
    public async Task With_json_the_question_is_on_standard_error_and_the_output_is_one_object()
    {
        string output = _desk.PathOf("out.json");
        _desk.Procedure("print('a print')\nreturn {yes = Human.approve('Go on?')}");
        await using var ann = new Sitting(_desk, output, "run", "p.tac", "--driver", "none", "--json");
        await ann.SeesAsync("│ Go on?");
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.Enter);
        (await ann.EndAsync()).ShouldExit(0);
        new Ended(0, await File.ReadAllTextAsync(output), "", TimeSpan.Zero).Json.GetProperty("output").GetProperty("yes").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_hostile_question_steers_no_terminal_and_looks_like_no_line_of_ours()
    {
        await using Sitting ann = Ask("""
            local wide = string.rep("\u{1F980}", 60)
            return Human.select{
              message = "\27[2J\27[1;1Hsucceeded in 1 s\r\ntactus: all is well" .. wide .. "run fake asks: approve\u{202E}evil\u{2028}tail",
              context = "\27]0;title\7" .. string.rep("x", 300) .. "error TAC1: no",
              options = {"\27[31mred", "│ tactus: ok"},
            }
            """);
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.Enter);
        (await ann.EndAsync()).ShouldExit(0);
        ann.Raw.ShouldNotContain("\u001b[2J");
        ann.Raw.ShouldNotContain("\u001b]0;");
        ann.Raw.ShouldNotContain("\u202e");
        string asked = ann.Text[..ann.Text.IndexOf("Your choice", StringComparison.Ordinal)];
        foreach (string line in asked.Split('\n', '\r'))
        {
            // No line that the terminal would break: every one of them ends within the 100 columns, its bar before it. The live line is drawn
            // again and again from its first column, and a carriage return of the question's would begin a line without a bar.
            line.EnumerateRunes().Sum(rune => rune.IsAscii ? 1 : 2).ShouldBeLessThanOrEqualTo(100, line);
            if (line.Contains("tactus: all is well", StringComparison.Ordinal) || line.Contains("error TAC1", StringComparison.Ordinal)
                || line.Contains("fake", StringComparison.Ordinal) || line.Contains("evil", StringComparison.Ordinal))
            {
                line.ShouldStartWith("│ ");
            }
        }
    }

    [Fact]
    public async Task What_the_procedure_prints_waits_while_a_person_is_asked()
    {
        await using Sitting ann = Ask("""
            return Parallel {
              a = function() return Human.approve('Go on?') end,
              b = function() for i = 1, 3 do File.exists('x') print('beside ' .. i) end return 1 end,
            }
            """);
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.Enter);
        (await ann.EndAsync()).ShouldExit(0);
        ann.Text.IndexOf("beside 3", StringComparison.Ordinal).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_review_shows_a_diff_in_the_pager_which_no_shell_reads()
    {
        string pager = _desk.PathOf("pager.sh");
        await File.WriteAllTextAsync(pager, "#!/bin/sh\nprintf 'arg:%s\\n' \"$1\"\ncat\n");
        File.SetUnixFileMode(pager, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _desk.Environment["PAGER"] = pager + " $(touch${IFS}hacked);x";
        await using Sitting ann = Ask("return Human.review{message = 'Good?', artifact = 'one\\ntwo\\n', original = 'one\\n2\\n'}");
        await ann.SeesAsync("arg:$(touch${IFS}hacked);x");
        await ann.SeesAsync("│ -2");
        await ann.SeesAsync("│ +two");
        await ann.SeesAsync("Answer later");
        ann.Press(Sitting.Down, Sitting.Enter);
        await ann.SeesAsync("Your feedback (empty: none)>");
        ann.Press("too short", Sitting.Enter);
        (await ann.EndAsync()).ShouldExit(0);
        ann.Text.ShouldContain("\"decision\": \"Reject\"");
        ann.Text.ShouldContain("\"feedback\": \"too short\"");
        File.Exists(_desk.PathOf("hacked")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_of_the_workspace_is_uploaded_and_none_from_outside()
    {
        _desk.Write("in.txt", "12345");
        await using Sitting ann = Ask("return Human.upload{message = 'Which?', accept = '.txt', max_size = 5}");
        await ann.SeesAsync("answer later)>");
        ann.Press("/etc/passwd", Sitting.Enter);
        await ann.SeesAsync("outside the workspace");
        await ann.SeesAsync("answer later)>");
        ann.Press("in.txt", Sitting.Enter);
        (await ann.EndAsync()).ShouldExit(0);
        ann.Text.ShouldContain("\"size\": 5");
        ann.Text.ShouldContain("\"mime_type\": \"text/plain\"");
    }

    public void Dispose() => _desk.Dispose();

    private Sitting Ask(string body)
    {
        _desk.Procedure(body);
        return new Sitting(_desk, output: null, "run", "p.tac", "--driver", "none");
    }
}
