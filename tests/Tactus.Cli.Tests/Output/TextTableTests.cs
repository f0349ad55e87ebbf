using Tactus.Cli.Output;
using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests.Output;

// Proves that a table's columns stand under each other, and that a cell cannot break out of its row.
public sealed class TextTableTests
{
    [Fact]
    public async Task Columns_are_as_wide_as_their_widest_cell()
    {
        await using var program = new InProcessCli();
        var table = new TextTable("A", "LONGER", "C");
        table.Add("wide cell", "x", "y");
        table.Add("", "1", "");

        table.Print(program.Console);

        program.Out.ShouldBe("A          LONGER  C\nwide cell  x       y\n           1\n");
    }

    [Fact]
    public async Task A_cell_stays_on_its_line_and_cannot_steer_the_terminal()
    {
        await using var program = new InProcessCli();
        var table = new TextTable("A");
        table.Add("one\ntwo\u001b[31m");

        table.Print(program.Console);

        program.Out.ShouldBe("A\none two␛[31m\n");
    }

    [Fact]
    public async Task Without_rows_the_headings_remain()
    {
        await using var program = new InProcessCli();

        new TextTable("A", "B").Print(program.Console);

        program.Out.ShouldBe("A  B\n");
    }
}
