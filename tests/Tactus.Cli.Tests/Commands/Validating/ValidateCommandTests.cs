using System.Text.Json;
using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests.Commands.Validating;

// Proves that validate --quick tells the syntax errors of several files in one go, as text and as JSON, without starting anything.
public sealed class ValidateCommandTests
{
    [Fact]
    public async Task Quick_tells_the_errors_of_several_files()
    {
        await using var program = new InProcessCli();
        string first = Write(program, "a.tac", "x = = 1\ny = 'open\n");
        string second = Write(program, "b.tac", "if a the b() end");

        (await program.RunAsync("validate", "--quick", first, second)).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain("a.tac:1:5");
        program.Error.ShouldContain("a.tac:2:5");
        program.Error.ShouldContain("b.tac:1:6");
        program.Error.ShouldContain("3 errors, 0 warnings");
    }

    [Fact]
    public async Task Json_has_every_problem_with_its_severity_and_mend()
    {
        await using var program = new InProcessCli();

        (await program.RunAsync("validate", "--quick", "--json", Write(program, "a.tac", "x = = 1"))).ShouldBe(ExitCode.Usage);

        JsonElement problem = JsonDocument.Parse(program.Out).RootElement.GetProperty("problems")[0];
        problem.GetProperty("severity").GetString().ShouldBe("error");
        (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()).ShouldBe((1, 5));
        problem.GetProperty("mend").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_is_Lua_is_valid_under_quick()
    {
        await using var program = new InProcessCli();

        (await program.RunAsync("validate", "--quick", Write(program, "a.tac", "unknown()"))).ShouldBe(ExitCode.Success);

        program.Out.ShouldContain("a.tac: valid");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_does_not_hide_the_mistakes_of_others()
    {
        await using var program = new InProcessCli();
        string huge = Write(program, "a.tac", new string(' ', (16 << 20) + 1));
        string wrong = Write(program, "b.tac", "x = = 1");

        (await program.RunAsync("validate", "--quick", huge, wrong)).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain("TAC7032");
        program.Error.ShouldContain("b.tac:1:5");
    }

    private static string Write(InProcessCli program, string name, string content)
    {
        string path = Path.Combine(program.Folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
