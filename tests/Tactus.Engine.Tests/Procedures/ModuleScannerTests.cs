using System.Text;
using Tactus.Engine.Procedures;

namespace Tactus.Engine.Tests.Procedures;

// Proves which module names the host finds in a source without running it.
public sealed class ModuleScannerTests
{
    [Theory]
    [InlineData("local a = require(\"helpers.csv\")", "helpers.csv")]
    [InlineData("local a = require 'walk'", "walk")]
    [InlineData("local a = require  \"x_1.y\" .z", "x_1.y")]
    [InlineData("-- require(\"in.a.comment\")", "in.a.comment")]
    [InlineData("require(name)", "")]
    [InlineData("require('../escape')", "")]
    [InlineData("require('/etc/passwd')", "")]
    [InlineData("require(\"helpers/csv\") require './walk'", "helpers.csv,walk")]
    [InlineData("Procedure.run('helpers/sum.tac', {})", "helpers.sum")]
    [InlineData("Tool { use = \"tactus.tools.done\" } x = 'tactus.a' .. \"tactus.b c\" .. 'tactus.' .. tactus.c", "tactus.tools.done,tactus.a")]
    [InlineData("require('a..b')", "")]
    [InlineData("xrequire('a')", "")]
    [InlineData("IncludeTasks('helpers/tasks.tac', 'h')", "helpers.tasks")]
    [InlineData("IncludeTasks './tasks.tac'", "tasks")]
    [InlineData("IncludeTasks('../tasks.tac')", "")]
    [InlineData("IncludeTasks('/etc/tasks.tac')", "")]
    [InlineData("IncludeTasks('.tac')", "")]
    [InlineData("local t = Toolset { use = \"./helpers/math.tac\" }", "helpers.math")]
    [InlineData("x = './a.tac\"", "")]
    [InlineData("x = a.tac", "")]
    [InlineData("local c = Classify { classes = { 'a' } }", "tactus.text.classify")]
    [InlineData("local m = Model { type = 'naive_bayes' }", "tactus.models.naive_bayes")]
    public void Finds_literal_names(string source, string expected) => string.Join(',', Scan(source)).ShouldBe(expected);

    [Fact]
    public void Finds_each_name_once() => Scan("require('a') require('b') require('a')").ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("require ((((require '", 200_000)]
    [InlineData("require 'a.", 200_000)]
    [InlineData(" ", 4_000_000)]
    [InlineData(".a", 2_000_000)]
    [InlineData(".tac", 1_000_000)]
    public void Reads_a_large_hostile_source_in_linear_time(string piece, int times)
    {
        string pieces = string.Concat(Enumerable.Repeat(piece, times));

        Scan($"require {pieces}").ShouldBeEmpty();
        Scan($"require 'a{pieces}").ShouldBeEmpty();
    }

    private static IReadOnlyCollection<string> Scan(string source) => ModuleScanner.Scan(Encoding.UTF8.GetBytes(source));
}
