using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a procedure file that cannot be run is refused with exit code 2, its own error and its place.
public sealed class ProcedureFileTests : IDisposable
{
    private const long HugeBytes = 200L * 1024 * 1024;

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Fact]
    public async Task A_missing_file_is_named() =>
        (await _desk.DoAsync("run", "missing.tac", "--json")).ShouldExit(2).ShouldSay("TAC6201").ShouldPointAt("missing.tac", 0).ShouldMendWith("check the path");

    [Fact]
    public async Task A_directory_is_no_procedure() =>
        (await _desk.DoAsync("run", ".", "--json")).ShouldExit(2).ShouldSay("TAC6202").ShouldMendWith("name a .tac file");

    [Fact]
    public async Task An_empty_file_is_refused_and_not_run()
    {
        _desk.Write("empty.tac", "");
        (await _desk.DoAsync("run", "empty.tac", "--json")).ShouldExit(2).ShouldSay("TAC6207").ShouldPointAt("empty.tac", 0).ShouldMendWith("tactus init");
    }

    [Fact]
    public async Task A_huge_file_is_refused_before_it_is_read()
    {
        using (FileStream file = File.Create(_desk.PathOf("huge.tac")))
        {
            file.SetLength(HugeBytes);
        }

        Ended run = await _desk.DoAsync("run", "huge.tac", "--json");
        run.ShouldExit(2).ShouldSay("TAC6203").ShouldMention($"{HugeBytes} bytes").ShouldPointAt("huge.tac", 0).ShouldMendWith("File.read");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Bytes_that_are_no_source_are_a_syntax_error(string driver)
    {
        File.WriteAllBytes(_desk.PathOf("bytes.tac"), [0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2, 0xff, 0xfe, 10, 0x1b, (byte)'L', (byte)'u', (byte)'a']);
        Ended run = await _desk.RunAsync(driver, "bytes.tac");
        (await _desk.CheckAsync(run, 2, "failed", "TAC1001")).ShouldPointAt("bytes.tac", 1);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Bytecode_is_a_syntax_error(string driver)
    {
        File.WriteAllBytes(_desk.PathOf("code.tac"), [0x1b, (byte)'L', (byte)'u', (byte)'a', 0x54, 0, 0x19, 0x93, 0x0d, 0x0a, 0x1a, 0x0a]);
        Ended run = await _desk.RunAsync(driver, "code.tac");
        (await _desk.CheckAsync(run, 2, "failed", "TAC1001")).ShouldPointAt("code.tac", 0).ShouldMention("binary chunk");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_syntax_error_names_its_line(string driver)
    {
        _desk.Write("syntax.tac", "local a = 1\nlocal b = = 2\n");
        Ended run = await _desk.RunAsync(driver, "syntax.tac");
        (await _desk.CheckAsync(run, 2, "failed", "TAC1001")).ShouldPointAt("syntax.tac", 2);
    }

    [Fact]
    public async Task A_syntax_error_reads_like_one_for_a_person()
    {
        _desk.Write("syntax.tac", "local a = 1\nlocal b = = 2\n");
        (await _desk.DoAsync("run", "syntax.tac")).ShouldExit(2).ShouldPrint("error TAC1001: unexpected symbol near '='", "at syntax.tac:2");
    }

    [Fact]
    public async Task Validate_finds_the_same_error_without_a_run()
    {
        _desk.Write("syntax.tac", "local a = 1\nlocal b = = 2\n");
        Ended validated = await _desk.DoAsync("validate", "syntax.tac");
        validated.ShouldExit(2).ShouldPrint("TAC1001", "syntax.tac:2");
        (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    public void Dispose() => _desk.Dispose();
}
