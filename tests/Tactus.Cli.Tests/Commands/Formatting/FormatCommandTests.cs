using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests.Commands.Formatting;

// Proves that format replaces what is laid out otherwise, whole and with its mode, only names it under --check, and leaves a file with errors alone.
public sealed class FormatCommandTests
{
    private const string Untidy = "x=1 y=2";
    private const string Tidy = "x = 1\ny = 2\n";
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task A_file_is_replaced_and_keeps_its_mode()
    {
        await using var program = new InProcessCli();
        string file = Write(program, "a.tac", Untidy);
        File.SetUnixFileMode(file, Mode);

        (await program.RunAsync("format", file)).ShouldBe(ExitCode.Success);

        File.ReadAllText(file).ShouldBe(Tidy);
        File.GetUnixFileMode(file).ShouldBe(Mode);
        Directory.GetFiles(program.Folder, ".a.tac*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_names_the_files_of_a_directory_and_writes_nothing()
    {
        await using var program = new InProcessCli();
        string untidy = Write(program, "sources/deep/a.tac", Untidy);
        Write(program, "sources/b.tac", Tidy);

        (await program.RunAsync("format", "--check", Path.Combine(program.Folder, "sources"))).ShouldBe(ExitCode.Failed);

        program.Out.Trim().ShouldBe(untidy);
        File.ReadAllText(untidy).ShouldBe(Untidy);
    }

    [Fact]
    public async Task Check_is_content_with_what_is_tidy()
    {
        await using var program = new InProcessCli();

        (await program.RunAsync("format", "--check", Write(program, "b.tac", Tidy))).ShouldBe(ExitCode.Success);
    }

    [Fact]
    public async Task Stdout_prints_and_writes_nothing()
    {
        await using var program = new InProcessCli();
        string file = Write(program, "a.tac", Untidy);

        (await program.RunAsync("format", "--stdout", file)).ShouldBe(ExitCode.Success);

        program.Out.ShouldBe(Tidy);
        File.ReadAllText(file).ShouldBe(Untidy);
    }

    [Fact]
    public async Task A_file_with_errors_stays_as_it_is()
    {
        await using var program = new InProcessCli();
        string file = Write(program, "a.tac", "x = = 1");

        (await program.RunAsync("format", file)).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain("TAC1001");
        program.Error.ShouldContain("a.tac:1:5");
        File.ReadAllText(file).ShouldBe("x = = 1");
    }

    [Fact]
    public async Task A_link_stays_a_link_and_its_target_is_replaced()
    {
        await using var program = new InProcessCli();
        string target = Write(program, "deep/a.tac", Untidy);
        string link = Path.Combine(program.Folder, "link.tac");
        File.CreateSymbolicLink(link, Path.Combine("deep", "a.tac"));

        (await program.RunAsync("format", link)).ShouldBe(ExitCode.Success);

        new FileInfo(link).LinkTarget.ShouldBe("deep/a.tac");
        File.ReadAllText(target).ShouldBe(Tidy);
    }

    [Fact]
    public async Task A_read_only_file_stays_as_it_is()
    {
        await using var program = new InProcessCli();
        string file = Write(program, "a.tac", Untidy);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        (await program.RunAsync("format", file)).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain("TAC7033");
        File.ReadAllText(file).ShouldBe(Untidy);
        Directory.GetFiles(program.Folder, ".a.tac*").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_with_one_file_does_not_keep_the_others_from_being_formatted()
    {
        await using var program = new InProcessCli();
        string broken = Write(program, "a.tac", "x = = 1");
        string locked = Write(program, "b.tac", Untidy);
        File.SetUnixFileMode(locked, UnixFileMode.UserRead);
        string huge = Write(program, "c.tac", new string(' ', (16 << 20) + 1));
        string good = Write(program, "d.tac", Untidy);

        (await program.RunAsync("format", broken, locked, huge, good)).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain("TAC1001");
        program.Error.ShouldContain("TAC7033");
        program.Error.ShouldContain("TAC7032");
        program.Out.Trim().ShouldBe(good);
        File.ReadAllText(good).ShouldBe(Tidy);
    }

    [Fact]
    public async Task Lines_that_end_as_on_Windows_end_with_a_line_feed_and_strings_stay()
    {
        await using var program = new InProcessCli();
        string file = Write(program, "a.tac", "\ufeffx=1\r\ny=[[\r\n]]\r\n");

        (await program.RunAsync("format", file)).ShouldBe(ExitCode.Success);

        File.ReadAllBytes(file).ShouldBe("\ufeffx = 1\ny = [[\r\n]]\n"u8.ToArray());
        (await program.RunAsync("format", "--check", file)).ShouldBe(ExitCode.Success);
    }

    [Theory]
    [InlineData("TAC7030", "missing.tac")]
    [InlineData("TAC7031", "")]
    public async Task What_is_not_there_is_said(string code, string name)
    {
        await using var program = new InProcessCli();
        string empty = Directory.CreateDirectory(Path.Combine(program.Folder, "empty")).FullName;

        (await program.RunAsync("format", Path.Combine(empty, name))).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain(code);
    }

    private static string Write(InProcessCli program, string name, string content)
    {
        string path = Path.Combine(program.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
