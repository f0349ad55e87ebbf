using System.Text;
using Tactus.Engine.Divergences;
using Tactus.Engine.Procedures;

namespace Tactus.Engine.Tests.Divergences;

// Proves that a person is told which lines of which file differ from what was recorded.
public sealed class FileChangesTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nX\nc\n", "line 2")]
    [InlineData("a\nb\nc\n", "X\nY\nc\n", "lines 1-2")]
    [InlineData("a\nb\nc\n", "a\nb\nc\nd\n", "line 4")]
    [InlineData("a\nb\nc\n", "a\nc\n", "lines removed after line 1")]
    [InlineData("a\nb\nc\n", "b\nc\n", "lines removed at the top")]
    [InlineData("a\nb\nc\nd\ne\n", "X\nb\nc\nd\nY\n", "line 1, line 5")]
    [InlineData("a\nb\n", "a\nb\n", "")]
    public void Lines_that_differ(string before, string after, string expected) => FileChanges.Lines(before, after).ShouldBe(expected);

    [Fact]
    public void A_file_with_many_changes_is_cut_short()
    {
        string before = string.Concat(Enumerable.Range(0, 40).Select(line => $"{line}\n"));
        string after = string.Concat(Enumerable.Range(0, 40).Select(line => line % 2 == 0 ? $"{line}\n" : "x\n"));

        FileChanges.Lines(before, after).ShouldBe("line 2, line 4, line 6, line 8, line 10, line 12, line 14, line 16 and 12 more places");
    }

    [Fact]
    public void Modules_that_came_and_went()
    {
        ProcedureBundle before = Bundle("x\n", ("gone", "1\n"), ("same", "2\n"));
        ProcedureBundle after = Bundle("y\n", ("new", "1\n"), ("same", "2\n"));

        FileChanges.Between(before, after).ShouldBe(["p.tac: line 1", "new.tac is new", "gone.tac is gone"]);
    }

    private static ProcedureBundle Bundle(string main, params (string Name, string Text)[] modules) => new(
        "/w/p.tac", new ProcedureSource("p.tac", "", "/w/p.tac", Encoding.UTF8.GetBytes(main)),
        [.. modules.Select(module => new ProcedureSource(module.Name + ".tac", module.Name, $"/w/{module.Name}.tac", Encoding.UTF8.GetBytes(module.Text)))]);
}
