using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Syntax.Declarations;

namespace Tactus.Language.Tests.Running;

/// <summary>Proves that errors of the source and of declarations have a column, and that parser and machine agree on how deep a source may be nested.</summary>
public sealed class SyntaxErrorPlaceTests
{
    [Theory]
    [InlineData("local a = 1\nlocal b = = 2", 2, 11)]
    [InlineData("-- ä\nx = 'ä' ä", 2, 9)]
    [InlineData("if x then\n  y()\n", 3, 1)]
    public void A_syntax_error_has_its_column_and_a_mend(string source, int line, int column)
    {
        ProcedureError error = Run(source);

        (error.Code, (int)error.Location.Line, (int)error.Column).ShouldBe(("TAC1001", line, column));
        error.Mend.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("x = 1\nlocal planner = Agent { modle = 'a/b' }", 2, 17)]
    [InlineData("Procedure { inptu = {}, function() end }", 1, 1)]
    public void An_error_of_a_declaration_has_its_column(string source, int line, int column)
    {
        ProcedureError error = Run(source);

        ((int)error.Location.Line, (int)error.Column).ShouldBe((line, column), error.Message);
    }

    [Fact]
    public void An_error_where_several_declarations_stand_has_no_column() =>
        Run("a = Tool { function() end } b = Tool { nmae = 1, function() end }").Column.ShouldBe(0U);

    [Theory]
    [InlineData("x = ", "(", "1", ")")]
    [InlineData("x = ", "{", "", "}")]
    [InlineData("", "do ", "", " end")]
    [InlineData("x = ", "- ", "1", "")]
    [InlineData("x = 1", " .. 1", "", "")]
    [InlineData("x", ", x", " = 1", "")]
    public void The_parser_goes_as_deep_as_the_machine(string before, string opening, string middle, string closing)
    {
        string Nested(int levels) => before + string.Concat(Enumerable.Repeat(opening, levels)) + middle + string.Concat(Enumerable.Repeat(closing, levels));
        int deepest = Enumerable.Range(150, 60).Last(levels => DeclarationFinder.Check(System.Text.Encoding.UTF8.GetBytes(Nested(levels))).Count == 0);

        Harness.Run(Harness.StartOf(Nested(deepest)), new ScriptedChannel()).Error?.Code.ShouldNotBe("TAC1001");
        Run(Nested(deepest + 1)).Code.ShouldBe("TAC1001");
    }

    private static ProcedureError Run(string source) => Harness.Run(Harness.StartOf(source), new ScriptedChannel()).Error.ShouldNotBeNull();
}
